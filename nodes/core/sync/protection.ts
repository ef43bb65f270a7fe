import type { Existing } from '../plan';
import type { Id } from '../store';
import { idKey } from './entries';

/** What a sync never touches, by names and IDs; it remembers which of them it has met. */
export class Protection {
	private readonly ids: ReadonlySet<string>;
	private readonly met = new Set<string>();

	constructor(private readonly entries: ReadonlySet<string>) {
		this.ids = new Set([...entries].map(idKey));
	}

	/** @param names what people call it */
	covers(names: readonly string[], id: Id): boolean {
		return this.ids.has(idKey(id)) || names.some((name) => this.entries.has(name.trim()));
	}

	/** Takes note of one that is there. */
	meet({ name, aliases = [], id }: Pick<Existing, 'name' | 'aliases' | 'id'>): void {
		if (this.entries.size === 0) return;
		for (const one of [name, ...aliases])
			if (this.entries.has(one.trim())) this.met.add(one.trim());
		if (this.ids.has(idKey(id))) this.met.add(idKey(id));
	}

	/** What there is to tell of entries that protect nothing; undefined when all do. */
	hint(): string | undefined {
		const unmet = [...this.entries].filter(
			(one) => !this.met.has(one) && !this.met.has(idKey(one)),
		);
		if (unmet.length === 0) return undefined;
		const entries = unmet.map((entry) => `'${entry}'`).join(', ');
		return `Protect: nothing that was looked at has the name or the ID ${entries}. A name counts as it is written, without wildcards, one to an entry.`;
	}
}
