import { InvalidInput } from '../errors';
import type { FieldMap, ValuesOf } from '../fields';
import { quoted, readFields } from '../fields';
import type { View, Words } from '../kind';
import type { Operation, Output } from '../operation';
import { collectionOf } from '../panel';
import { SIMPLIFY, viewOf } from '../record';
import type { Lists } from '../store';

/** What narrows a listing. */
export interface Filters<Fields extends FieldMap, Kept, Query> {
	readonly fields: Fields;
	/** Those filters that the vendor applies itself, in its words; none without this. */
	query?(filters: ValuesOf<Fields>): Query;
	/** Whether a credential is one of those asked for; a filter that is not given lets all pass. */
	matches(stored: Kept, filters: ValuesOf<Fields>): boolean;
}

/** Get Many: for each item, all credentials that pass its filters, up to its limit. */
export function getMany<Kept, FilterFields extends FieldMap, Query = undefined>(
	kind: Pick<Words, 'plural'> & View<Kept>,
	filters: Filters<FilterFields, Kept, Query>,
): Operation<Lists<Kept, Query>> {
	return {
		value: 'getAll',
		name: 'Get Many',
		action: `Get many ${kind.plural}`,
		description: `Retrieve many ${kind.plural}`,
		properties: [
			{
				displayName: 'Return All',
				name: 'returnAll',
				type: 'boolean',
				default: false,
				description: 'Whether to return all results or only up to a given limit',
			},
			{
				displayName: 'Limit',
				name: 'limit',
				type: 'number',
				typeOptions: { minValue: 1 },
				default: 50,
				description: 'Max number of results to return',
				displayOptions: { show: { returnAll: [false] } },
			},
			...collectionOf('Filters', 'filters', 'Add Filter', filters.fields),
			SIMPLIFY,
		],
		read(parameters) {
			const limit = parameters.flag('returnAll') ? Infinity : readLimit(parameters.get('limit'));
			const given = readFields(filters.fields, parameters.collection('filters'));
			const query = filters.query?.(given) as Query;
			const view = viewOf(kind, parameters);
			return async (store) => {
				const outputs: Output[] = [];
				for await (const stored of store.list(query)) {
					if (!filters.matches(stored, given)) continue;
					outputs.push({ json: view(stored) });
					if (outputs.length >= limit) break;
				}
				return outputs;
			};
		},
	};
}

function readLimit(raw: unknown): number {
	const limit = typeof raw === 'string' && raw.trim() !== '' ? Number(raw) : (raw ?? 50);
	if (typeof limit !== 'number' || !Number.isInteger(limit) || limit < 1) {
		throw new InvalidInput('Limit', `${quoted(raw)} is not a whole number of 1 or more`);
	}
	return limit;
}
