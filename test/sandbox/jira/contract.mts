import { Contract, type Describer, type SchemaFault } from '../core/contract.mts';
import { SchemaCheck } from '../core/schemaCheck.mts';
import { ANSWERS, DEFINITIONS } from './schemas.mts';

const ROOTS = /^(\/ex\/jira\/\{cloudId\})?\/rest\/api\/3/;

/** Judges answers by the shapes that are known of the vendor's. */
function describedByReference(): Describer {
	const check = new SchemaCheck(DEFINITIONS);
	const keyOf = (method: string, path: string): string => `${method} ${path.replace(ROOTS, '')}`;
	const errorFaults = (body: unknown): SchemaFault[] =>
		check.faults('error', { $ref: '#/definitions/Error' }, body);
	return {
		source: 'reference',
		knows: (method, path) => Object.hasOwn(ANSWERS, keyOf(method, path)),
		errorFaults,
		faults(method, path, status, body) {
			if (status >= 400) return errorFaults(body);
			const key = keyOf(method, path);
			const answers = ANSWERS[key]!;
			if (!Object.hasOwn(answers, status)) {
				return [{ at: '', message: `status ${status} is not described` }];
			}
			const schema = answers[status];
			if (schema) return check.faults(`${key} ${status}`, schema, body);
			return body === undefined ? [] : [{ at: '', message: 'a body where none is described' }];
		},
	};
}

/** The check of the REST API's answers. */
export function jiraContract(): Contract {
	return new Contract([describedByReference()]);
}
