/** Short codes of emoji to Unicode: Slack draws `:warning:` in texts, so a faithful page must too. */

const EMOJI = {
  red_circle: "🔴", large_red_circle: "🔴", large_orange_circle: "🟠", large_yellow_circle: "🟡", large_green_circle: "🟢",
  large_blue_circle: "🔵", large_purple_circle: "🟣", black_circle: "⚫", white_circle: "⚪", black_large_square: "⬛",
  red_square: "🟥", large_red_square: "🟥", large_orange_square: "🟧", large_yellow_square: "🟨", large_green_square: "🟩",
  large_orange_diamond: "🔶", small_orange_diamond: "🔸", large_blue_diamond: "🔷", small_blue_diamond: "🔹",
  small_red_triangle: "🔺", small_red_triangle_down: "🔻", octagonal_sign: "🛑", no_entry: "⛔", no_entry_sign: "🚫",
  warning: "⚠️", exclamation: "❗", bangbang: "‼️", question: "❓", grey_question: "❔", rotating_light: "🚨", sos: "🆘",
  white_check_mark: "✅", heavy_check_mark: "✔️", ballot_box_with_check: "☑️", x: "❌", heavy_plus_sign: "➕",
  bell: "🔔", no_bell: "🔕", mute: "🔇", speaker: "🔈", loudspeaker: "📢", mega: "📣", telephone_receiver: "📞", phone: "☎️",
  telephone: "☎️", iphone: "📱", calling: "📲", envelope: "✉️", speech_balloon: "💬", thought_balloon: "💭",
  clock1: "🕐", hourglass: "⌛", hourglass_flowing_sand: "⏳", stopwatch: "⏱️", alarm_clock: "⏰", watch: "⌚", calendar: "📅",
  spiral_calendar_pad: "🗓️", round_pushpin: "📍", pushpin: "📌", door: "🚪", house: "🏠", hotel: "🏨", convenience_store: "🏪",
  lock: "🔒", unlock: "🔓", key: "🔑", shield: "🛡️", police_car: "🚓", ambulance: "🚑", hospital: "🏥", knife: "🔪",
  memo: "📝", pencil: "✏️", pencil2: "✏️", clipboard: "📋", bar_chart: "📊", chart_with_upwards_trend: "📈", books: "📚",
  bulb: "💡", gear: "⚙️", wrench: "🔧", mag: "🔍", link: "🔗", paperclip: "📎", repeat: "🔁", arrows_counterclockwise: "🔄",
  arrow_right: "➡️", arrow_left: "⬅️", arrow_up: "⬆️", arrow_down: "⬇️", arrow_heading_up: "⤴️", back: "🔙",
  "+1": "👍", thumbsup: "👍", "-1": "👎", thumbsdown: "👎", wave: "👋", raised_hand: "✋", hand: "✋", pray: "🙏", clap: "👏",
  muscle: "💪", point_right: "👉", eyes: "👀", runner: "🏃", walking: "🚶", busts_in_silhouette: "👥", bust_in_silhouette: "👤",
  heart: "❤️", green_heart: "💚", tada: "🎉", star: "⭐", sparkles: "✨", fire: "🔥", zap: "⚡", boom: "💥", seedling: "🌱",
  slightly_smiling_face: "🙂", smile: "😄", white_frowning_face: "☹️", disappointed: "😞", angry: "😠", rage: "😡",
  face_with_symbols_on_mouth: "🤬", worried: "😟", cry: "😢", fearful: "😨", scream: "😱", zzz: "💤", coffee: "☕", robot_face: "🤖",
  one: "1️⃣", two: "2️⃣", three: "3️⃣", four: "4️⃣", five: "5️⃣",
};

/** The character for a short code without its colons, or null when the code is not in the map. */
export function emojiFor(code) {
  return EMOJI[code.split("::")[0]] ?? null;
}

/** The text with its known short codes drawn; unknown ones stay as typed, like in Slack. */
export function withEmoji(text) {
  return text.replace(/:([a-z0-9_+'-]+):/g, (whole, code) => emojiFor(code) ?? whole);
}
