/** The only module that talks to the server: what a person sees, what a person does, the demo's clock. */

async function request(path, body) {
  const options = body && {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  };
  const response = await fetch(path, { cache: "no-store", ...options });
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response.json();
}

/** All that `person` (a member id, or "" for the server's choice) sees right now. */
export function fetchState(person) {
  return request(`/control/state${person ? `?as=${encodeURIComponent(person)}` : ""}`);
}

/**
 * Act as a person.
 * @returns {Promise<{ok: boolean, failed: boolean, errors: object, delivery: object}>} `failed` is true when
 *   the app did not answer in Slack's three seconds, answered with an error, or could not be reached
 */
export async function act(person, what) {
  try {
    const answer = await request("/control/act", { as: person, ...what });
    const delivery = answer.delivery ?? {};
    return {
      ...answer,
      delivery,
      failed: answer.ok === false || wentWrong(delivery),
      errors: answer.errors ?? {},
    };
  } catch {
    return { ok: false, failed: true, errors: {}, delivery: {} };
  }
}

/** Status 0 is nobody answering, unless no time passed either: then there was nothing to send. */
function wentWrong({ in_time: inTime, status, seconds }) {
  return inTime === false || status >= 400 || (status === 0 && seconds > 0);
}

/** Put a file into a field: `field` is {view, block_id, action_id}. Its errors come back by block id. */
export async function upload(person, field, file) {
  const query = new URLSearchParams({ as: person, ...field, name: file.name });
  try {
    const response = await fetch(`/control/upload?${query}`, { method: "POST", body: file });
    return await response.json();
  } catch {
    return { ok: false, errors: { [field.block_id]: "That file did not arrive. Try again." } };
  }
}

/** Move the demo's clock forward by so many seconds. */
export function moveClock(seconds) {
  return request("/control/clock", { seconds });
}

/**
 * Listen for changes. EventSource reconnects by itself; whoever listens must fetch afresh on `onOpen`.
 * @param {{onChange: Function, onOpen: Function, onLost: Function}} hears
 */
export function listen({ onChange, onOpen, onLost }) {
  const source = new EventSource("/control/events");
  source.onmessage = onChange;
  source.onopen = onOpen;
  source.onerror = onLost;
}
