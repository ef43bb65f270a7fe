import { Contract, type Describer, type SchemaFault } from '../core/contract.mts';
import { SchemaCheck } from '../core/schemaCheck.mts';
import type { Behaviour } from './behaviour.mts';
import { describedForUsers } from './connect/contract.mts';
import { ANSWERS, DEFINITIONS, type Described } from './schemas.mts';

function schemaOf({ schema, list }: Described, behaviour: Behaviour): object | undefined {
	if (!schema) return behaviour.deleteBody === 'object' ? { type: 'object' } : undefined;
	if (!list) return schema;
	const items = { type: 'array', items: schema };
	if (behaviour[`${list}Shape`] === 'array') return items;
	return {
		type: 'object',
		required: ['items', 'nextPageCursor'],
		properties: { items, nextPageCursor: { type: [behaviour.cursorType, 'null'] } },
	};
}

function statusOf(key: string, { status }: Described, behaviour: Behaviour): number[] {
	if (key === 'POST /auth/login/email') return [behaviour.loginStatus];
	// 200 when it takes the place of another, whatever the switch says.
	if (key.endsWith('/credentials/oauth')) return [200, behaviour.createdCredentialStatus];
	if (key.endsWith(' /projects/{projectId}/event-destinations')) {
		return [behaviour.createdDestinationStatus];
	}
	return [status];
}

/** Judges answers by the shapes that are known of the vendor's, as its switches stand. */
function describedByReference(behaviour: () => Behaviour): Describer {
	const check = new SchemaCheck(DEFINITIONS);
	const errorFaults = (body: unknown): SchemaFault[] => {
		// A text has no members to check; the framework doesn't show it either.
		if (behaviour().errorBodies === 'text') return [];
		return check.faults('error', { $ref: '#/definitions/Error' }, body);
	};
	return {
		source: 'reference',
		knows: (method, path) => Object.hasOwn(ANSWERS, `${method} ${path}`),
		errorFaults,
		faults(method, path, status, body) {
			if (status >= 400) return errorFaults(body);
			const key = `${method} ${path}`;
			const described = ANSWERS[key]!;
			if (!statusOf(key, described, behaviour()).includes(status)) {
				return [{ at: '', message: `status ${status} is not described` }];
			}
			const schema = schemaOf(described, behaviour());
			if (schema) return check.faults(`${key} ${JSON.stringify(schema)}`, schema, body);
			return body === undefined ? [] : [{ at: '', message: 'a body where none is described' }];
		},
	};
}

/** The check of the answers of all of the vendor's APIs. */
export function paragonContract(behaviour: () => Behaviour): Contract {
	return new Contract([describedByReference(behaviour), describedForUsers(behaviour)]);
}
