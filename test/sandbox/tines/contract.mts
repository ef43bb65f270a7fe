import { Contract, type Describer, type SchemaFault } from '../core/contract.mts';
import { SchemaCheck } from '../core/schemaCheck.mts';
import type { Behaviour } from './behaviour.mts';
import { CALLBACK_PATH } from './consent.mts';
import { DEFINITIONS, NEWER } from './schemas.mts';

const BASE = '/api/v1';
const CHANGES = { PUT: 200, PATCH: 200 } as const;

/** Definition of the answer by operation and status; null = no body. */
const ANSWERS: Record<string, Record<number, string | null>> = {
	...resource('/user_credentials', ['Credentials', 'Credential', 'CreatedCredential']),
	...resource('/teams', ['Teams', 'Team', 'Team']),
	...resource('/folders', ['Folders', 'Folder', 'Folder']),
	[`GET ${BASE}/info`]: { 200: 'Info' },
	[`GET ${BASE}/admin/users`]: { 200: 'Users' },
	[`GET ${BASE}/audit_logs`]: { 200: 'AuditLogs' },
	[`GET ${CALLBACK_PATH}`]: { 200: null, 400: null, 404: null },
};

function resource(
	path: string,
	[list, one, created]: readonly [string, string, string],
): typeof ANSWERS {
	const all = `${BASE}${path}`;
	return {
		[`GET ${all}`]: { 200: list },
		[`POST ${all}`]: { 200: created, 201: created },
		[`GET ${all}/{id}`]: { 200: one },
		...Object.fromEntries(
			Object.entries(CHANGES).map(([method, status]) => [
				`${method} ${all}/{id}`,
				{ [status]: one },
			]),
		),
		[`DELETE ${all}/{id}`]: { 200: null, 204: null },
	};
}

const ERROR_STATUSES = [400, 401, 403, 404, 413, 422, 429];

let check: SchemaCheck | undefined;

function faultsOf(definition: string, body: unknown): SchemaFault[] {
	check ??= new SchemaCheck(DEFINITIONS);
	return check.faults(definition, { $ref: `#/definitions/${definition}` }, body);
}

/** Error bodies: two shapes by default; where a switch asks for another one, that is what it is. */
function errorFaults(
	status: number | undefined,
	body: unknown,
	behaviour: Behaviour,
): SchemaFault[] {
	if (behaviour.errorStyle !== 'mixed') return [];
	const isPlain = status === 401 || status === 429;
	return faultsOf(isPlain ? 'PlainError' : 'ErrorObjects', body);
}

/** Departures from the documents that a switch asks for. */
function tolerated({ at, message, value }: SchemaFault, behaviour: Behaviour): boolean {
	const missing = /^must have required property '(\w+)'$/.exec(message)?.[1];
	return (
		(behaviour.newerFields === 'absent' && missing !== undefined && NEWER.includes(missing)) ||
		(behaviour.noTestCredential === 'absent' && missing === 'test_credential') ||
		(behaviour.lastPage === 'text' && at === '/meta/next_page' && value === 'null')
	);
}

/** The check of the API's answers by the vendor's documents. */
export function tinesContract(behaviour: () => Behaviour): Contract {
	const describer: Describer = {
		source: 'reference',
		knows: (method, path) => `${method} ${path}` in ANSWERS,
		errorFaults: (body) =>
			// Nobody asks for an unknown path and gets another answer than these.
			errorFaults((body as { error?: string } | undefined)?.error ? 401 : 404, body, behaviour()),
		faults(method, path, status, body) {
			const answers = ANSWERS[`${method} ${path}`]!;
			const definition = answers[status];
			if (definition) return faultsOf(definition, body);
			if (definition === null) {
				return body === undefined ? [] : [{ at: '', message: 'a body where none is described' }];
			}
			if (ERROR_STATUSES.includes(status)) return errorFaults(status, body, behaviour());
			return [{ at: '', message: `status ${status} is not declared` }];
		},
	};
	return new Contract([describer], (fault) => tolerated(fault, behaviour()));
}
