import type { Keyed } from '../../../nodes/core/desired.ts';
import type { Difference } from '../../../nodes/core/difference.ts';
import { differencesOf } from '../../../nodes/core/difference.ts';
import { Refused } from '../../../nodes/core/errors.ts';
import { flag, text, texts, wholeNumber } from '../../../nodes/core/fields.ts';
import type { ValuesOf } from '../../../nodes/core/fields.ts';
import type { Kind } from '../../../nodes/core/kind.ts';
import { Secret } from '../../../nodes/core/secret.ts';
import { secretText } from '../../../nodes/core/secretField.ts';
import type { Stored } from '../../../nodes/core/store.ts';
import type { Synced } from '../../../nodes/core/sync/jobs.ts';
import type { Scope } from '../../../nodes/core/sync/scope.ts';
import { asText, asTexts, asWholeNumber } from '../../../nodes/core/terraformAttributes.ts';

const word = (displayName: string) => text({ displayName, type: 'string', default: '' });

/** A kind of thing that no vendor has: what is said of it, and how it is found. */
export const FIELDS = {
	name: word('Name'),
	size: wholeNumber(
		{ displayName: 'Size', type: 'number', default: 1 },
		{ min: 0, max: 99, unit: 'inches' },
	),
	tags: texts({ displayName: 'Tags', type: 'string', default: [] }),
	secret: secretText({ displayName: 'Secret' }),
	twin: word('Twin'),
};

export type ToolSpec = ValuesOf<typeof FIELDS>;

export interface Tool extends Stored {
	id: number;
	name: string;
	size?: number;
	tags?: string[];
	/** On its way out. */
	gone?: boolean;
}

export const KIND: Kind<typeof FIELDS, Tool, string> = {
	singular: 'tool',
	plural: 'tools',
	article: 'a',
	picker: { properties: [], read: () => '' },
	fields: FIELDS,
	main: [{ field: 'name', required: true }, { field: 'size' }],
	additional: ['tags', 'secret', 'twin'],
	check: () => undefined,
	simplify: ({ id, name, size }) => ({ id, name, size }),
	withoutSecrets: (stored) => stored,
};

const OPTIONS = {
	oiled: flag({
		displayName: 'Oiled',
		type: 'boolean',
		default: true,
		description: 'Whether oiled',
	}),
	engraved: word('Engraved'),
};

export const KEYED: Keyed<typeof FIELDS, Tool, string, { box: 1 } | undefined, typeof OPTIONS> = {
	keyLabel: 'Name',
	literalKey: ({ name }) => String(name),
	nameOf: ({ name }) => String(name),
	wordsOf: ({ name }) => `the name '${name}'`,
	storedName: ({ name }) => name,
	refOf: String,
	secret: true,
	mayBeSecret: ['tags'],
	excluded: ['twin'],
	options: OPTIONS,
	perItem: ['engraved'],
	terraform: {
		type: 'acme_tool',
		attributes: {
			id: asText('id'),
			name: asText('name'),
			size_in: asWholeNumber('size'),
			labels: asTexts('tags'),
			engraving: asText('engraved'),
			created: null,
		},
	},
};

const SCOPE_FIELDS = { size: FIELDS.size };

export const SCOPE: Scope<typeof SCOPE_FIELDS, ToolSpec, Tool, { box: 1 } | undefined> = {
	fields: SCOPE_FIELDS,
	holds: (stored, { size }) => size === undefined || stored.size === size,
	admits: (spec, { size }) => size === undefined || spec.size === size,
};

/** What a fake store leaves out or does otherwise. */
export type Overrides = Partial<Store>;
type Store = Synced<ToolSpec, Tool, string, { box: 1 } | undefined, object>;

/** A shed of tools that notes what is asked of it; it never gives a secret back. */
export function shedOf(tools: readonly Tool[], overrides: Overrides = {}) {
	const there = new Map(tools.map((tool) => [tool.id, tool]));
	const calls: string[] = [];
	let lastId = Math.max(0, ...there.keys());
	const readable = ({ secret: _secret, ...spec }: ToolSpec) => spec as Partial<Tool>;
	const store: Store = {
		async *list(query) {
			calls.push(query === undefined ? 'list' : `list ${JSON.stringify(query)}`);
			yield* [...there.values()];
		},
		async get(ref) {
			calls.push(`get ${ref}`);
			const tool = there.get(Number(ref));
			if (!tool) throw new Refused({ status: 404, message: `There is no tool ${ref}` });
			return tool;
		},
		async create(spec, options) {
			calls.push(`create ${spec.name} ${JSON.stringify(options)}`);
			const tool = { ...readable(spec), id: ++lastId, name: String(spec.name) };
			there.set(tool.id, tool);
			return { stored: tool, secret: new Secret('fresh'), steps: [`created ${spec.name}`] };
		},
		async rewrite({ id }, change) {
			calls.push(`rewrite ${id} ${Object.keys(change).join()}`);
			const tool = { ...(there.get(id) as Tool), ...readable(change) };
			there.set(id, tool);
			return tool;
		},
		async remove(ref) {
			calls.push(`remove ${ref}`);
			there.delete(Number(ref));
			return { id: Number(ref) };
		},
		keyOf: async ({ name }) => String(name),
		storedKey: ({ name, gone }) => (gone ? undefined : name),
		async differences({ secret, ...spec }, stored) {
			const unknown: Difference[] = secret ? [{ field: 'secret', kind: 'unknown' }] : [];
			return [...differencesOf(spec as object, stored, ['tags'] as never), ...unknown];
		},
		...overrides,
	};
	return { store, calls, there };
}
