/** Light or dark: the system's wish until somebody presses the switch, then theirs. */

const KEY = "demo-theme";

function stored() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null; // Storage may be switched off; the system's wish stands.
  }
}

/** Apply what was chosen earlier, if anything. */
export function startTheme() {
  if (stored()) document.documentElement.dataset.theme = stored();
}

/** Whether the page is dark right now. */
export function isDark() {
  const { theme } = document.documentElement.dataset;
  return theme ? theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

/** Turn light to dark or back, and remember it. */
export function toggleTheme() {
  const next = isDark() ? "light" : "dark";
  document.documentElement.dataset.theme = next;
  try {
    localStorage.setItem(KEY, next);
  } catch {
    // Not remembered: nothing else to do.
  }
}
