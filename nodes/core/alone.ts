import { Cancelled } from './errors';
import { KeyedLock } from './keyedLock';
import { orCanceled } from './orCanceled';
import type { Opened } from './runParts';

const oneAfterTheOther = new KeyedLock();

/**
 * Lets runs in this process that look for what is there before they make it take turns: what one is
 * about to make, another that looks at the same time would make, too. Cancelled while it waits for its
 * turn a run ends at once; later it is left to the work to end, and to say what it had done.
 *
 * @throws Cancelled
 */
export async function alone<Result>(
	{ key, signal }: Pick<Opened, 'key' | 'signal'>,
	work: () => Promise<Result>,
): Promise<Result> {
	let begin = () => {};
	const begun = new Promise<void>((resolve) => {
		begin = resolve;
	});
	const done = oneAfterTheOther.run(key, async () => {
		begin();
		if (signal?.aborted) throw new Cancelled();
		return await work();
	});
	// Awaited when its turn has come; until then nobody listens for its failure.
	done.catch(() => undefined);
	await orCanceled(begun, signal);
	return await done;
}
