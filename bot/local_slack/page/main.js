/** The page's first lines: colours as chosen, then the board. */

import { Board } from "./shell/board.js";
import { startTheme } from "./shell/theme.js";

startTheme();
new Board(document.getElementById("page")).start();
