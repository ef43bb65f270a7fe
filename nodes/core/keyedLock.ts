/** Lets work with the same key run one after the other, and work with different keys side by side. */
export class KeyedLock {
	private readonly last = new Map<string, Promise<unknown>>();

	async run<Result>(key: string, work: () => Promise<Result>): Promise<Result> {
		const before = this.last.get(key) ?? Promise.resolve();
		const mine = before.then(work, work);
		this.last.set(key, mine);
		return await mine.finally(() => {
			if (this.last.get(key) === mine) this.last.delete(key);
		});
	}
}
