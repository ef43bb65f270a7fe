import type { Describer, SchemaFault } from '../../core/contract.mts';
import { SchemaCheck } from '../../core/schemaCheck.mts';
import type { Behaviour } from '../behaviour.mts';
import { CONNECT_ANSWERS, CONNECT_DEFINITIONS } from './schemas.mts';

const PROJECT = '/projects/{projectId}';
const PROXY = `${PROJECT}/sdk/proxy/`;

/** Judges answers of the APIs for connected users, as the switches stand. */
export function describedForUsers(behaviour: () => Behaviour): Describer {
	const check = new SchemaCheck(CONNECT_DEFINITIONS);
	const keyOf = (method: string, path: string): string => `${method} ${path.replace(PROJECT, '')}`;
	const errorFaults = (body: unknown): SchemaFault[] => {
		// Texts and what providers say are no objects here.
		if (body === undefined) return [];
		return check.faults('error', { $ref: '#/definitions/Error' }, body);
	};
	return {
		source: 'reference',
		knows: (method, path) =>
			path.startsWith(PROXY) || Object.hasOwn(CONNECT_ANSWERS, keyOf(method, path)),
		errorFaults,
		faults(method, path, status, body) {
			if (status >= 400) return errorFaults(body);
			// What the proxy passes on is held to the provider's own description.
			if (path.startsWith(PROXY)) return [];
			const key = keyOf(method, path);
			const { status: wanted, schema, isProviders } = CONNECT_ANSWERS[key]!;
			if (status !== (typeof wanted === 'number' ? wanted : wanted(behaviour()))) {
				return [{ at: '', message: `status ${status} is not described` }];
			}
			if (isProviders) return [];
			if (schema) return check.faults(key, schema, body);
			return body === undefined ? [] : [{ at: '', message: 'a body where none is described' }];
		},
	};
}
