/** How many events are remembered for one trigger. */
const MOST = 1000;

const seen = new Map<string, Set<string>>();

/**
 * Whether an event has come before; from now on it has. Paragon sends an event again when it does not
 * hear that it was taken.
 *
 * @param trigger tells triggers apart
 */
export function hasCome(trigger: string, eventId: string): boolean {
	let events = seen.get(trigger);
	if (!events) {
		events = new Set();
		seen.set(trigger, events);
	}
	if (events.has(eventId)) return true;
	events.add(eventId);
	const [oldest] = events;
	if (events.size > MOST && oldest !== undefined) events.delete(oldest);
	return false;
}
