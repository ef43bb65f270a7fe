import type { Existing } from '../plan';
import type { Id } from '../store';
import { idKey } from './entries';

/** What a sync never touches, by names and IDs; it remembers which of them it has met. */
export class Protection {
	private readonly ids: ReadonlySet<string>;
	private readonly met = new Set<string>();
	private readonly metIds = new Set<string>();

	constructor(private readonly entries: ReadonlySet<string>) {
		this.ids = new Set([...entries].map(idKey));
	}

	covers(name: string, id: Id): boolean {
		return this.entries.has(name.trim()) || this.ids.has(idKey(id));
	}

	/** Takes note of one that is there. */
	meet({ name, id, alsoId = id }: Pick<Existing, 'name' | 'id' | 'alsoId'>): void {
		if (this.entries.size === 0) return;
		if (this.entries.has(name.trim())) this.met.add(name.trim());
		for (const one of [id, alsoId].map(idKey)) if (this.ids.has(one)) this.metIds.add(one);
	}

	/** What there is to tell of entries that protect nothing; undefined when all do. */
	hint(): string | undefined {
		const unmet = [...this.entries].filter(
			(one) => !this.met.has(one) && !this.metIds.has(idKey(one)),
		);
		if (unmet.length === 0) return undefined;
		const entries = unmet.map((entry) => `'${entry}'`).join(', ');
		return `Protect: nothing that was looked at has the name or the ID ${entries}. A name counts as it is written, without wildcards, one to an entry.`;
	}
}
