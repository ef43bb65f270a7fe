import { Cancelled } from './errors';

/** @throws Cancelled as soon as the execution is cancelled, whatever becomes of the work */
export async function orCanceled<Result>(
	work: Promise<Result>,
	signal: AbortSignal | undefined,
): Promise<Result> {
	let leave = () => {};
	const canceled = new Promise<never>((_resolve, reject) => {
		leave = () => reject(new Cancelled());
		signal?.addEventListener('abort', leave, { once: true });
	});
	return await Promise.race([work, canceled]).finally(() =>
		signal?.removeEventListener('abort', leave),
	);
}
