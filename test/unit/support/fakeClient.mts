import type { Client } from '../../../nodes/core/client.ts';
import type { Call } from '../../../nodes/core/vendor.ts';

/**
 * A client of a vendor that answers calls as given, one after the other, and the last for ever. As
 * the real one does, it takes an answer that is not what was asked for as none.
 */
export function fakeClient(...answers: unknown[]) {
	const calls: Call[] = [];
	const request = async (call: Call) => {
		const answer = answers[Math.min(calls.length, answers.length - 1)];
		calls.push(call);
		if (answer instanceof Error) throw answer;
		if (call.isUsable && !call.isUsable(answer as Record<string, unknown>)) {
			throw new Error('not what was asked for');
		}
		return answer;
	};
	return { calls, client: { request } as unknown as Client };
}

/** All that a listing gives. */
export async function readAll<Entry>(listing: AsyncIterable<Entry>): Promise<Entry[]> {
	const read: Entry[] = [];
	for await (const entry of listing) read.push(entry);
	return read;
}
