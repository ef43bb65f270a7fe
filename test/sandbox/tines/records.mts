/**
 * Records by ID, also in the order of their IDs: lists of any size are cut without a walk through
 * all of them. IDs grow, so a new record goes to the end.
 */
export class Records<T extends { id: number }> {
	#byId = new Map<number, T>();
	#inOrder: T[] = [];

	/** All records, IDs ascending; not to be changed. */
	get all(): readonly T[] {
		return this.#inOrder;
	}

	get(id: number): T | undefined {
		return this.#byId.get(id);
	}

	add(record: T): T {
		if (this.#byId.has(record.id)) throw new RangeError(`ID ${record.id} is taken`);
		this.#byId.set(record.id, record);
		this.#inOrder.splice(this.#placeOf(record.id), 0, record);
		return record;
	}

	delete(id: number): void {
		if (this.#byId.delete(id)) this.#inOrder.splice(this.#placeOf(id), 1);
	}

	/** Place of an ID, or where it belongs: the first record whose ID is not below it. */
	#placeOf(id: number): number {
		let low = 0;
		let high = this.#inOrder.length;
		if (high > 0 && this.#inOrder[high - 1]!.id < id) return high;
		while (low < high) {
			const middle = (low + high) >> 1;
			if (this.#inOrder[middle]!.id < id) low = middle + 1;
			else high = middle;
		}
		return low;
	}
}
