import { divisionView } from './divisions.mts';
import { ApiError } from './errors.mts';
import type { OAuthClient, RoleDivision, User } from './state.mts';
import { ok, reading, type Call, type Operation, type World } from './world.mts';

const PATH = '/api/v2/authorization/subjects';
const ADD = ['authorization:grant:add'];
const DELETE = ['authorization:grant:delete'];

type Subject = User | OAuthClient;

const GRANTS_SCHEMA = {
	type: 'object',
	required: ['grants'],
	properties: {
		grants: {
			type: 'array',
			items: {
				type: 'object',
				required: ['roleId', 'divisionId'],
				properties: { roleId: { type: 'string' }, divisionId: { type: 'string' } },
			},
		},
	},
};

function subjectOf({ params, world }: Call): Subject {
	const id = params.subjectId ?? '';
	const subject = world.state.users.get(id) ?? world.state.clients.get(id);
	if (!subject) throw new ApiError('not.found');
	return subject;
}

function grants({ state }: World, subject: Subject): object[] {
	return subject.roleDivisions.flatMap(({ roleId, divisionId }) => {
		const role = state.roles.get(roleId);
		const division = state.divisions.get(divisionId);
		if (!role) return [];
		return {
			subjectId: subject.id,
			// All divisions are a division of their own here, with the ID that grants them.
			division: division
				? divisionView(division)
				: { id: divisionId, name: divisionId, description: '' },
			role: {
				id: role.id,
				name: role.name,
				description: role.description,
				default: role.default,
				selfUri: `/api/v2/authorization/roles/${role.id}`,
			},
			grantMadeAt: 'dateCreated' in subject ? subject.dateCreated : new Date(0).toISOString(),
		};
	});
}

function view(world: World, subject: Subject): object {
	const { id, name } = subject;
	return { id, name, grants: grants(world, subject), version: 1, selfUri: `${PATH}/${id}` };
}

const same = (a: RoleDivision) => (b: RoleDivision) =>
	a.roleId === b.roleId && a.divisionId === b.divisionId;

function asked({ body, world }: Call): RoleDivision[] {
	const { grants: pairs } = body as { grants: RoleDivision[] };
	const { roles, divisions } = world.state;
	const valid = pairs.every(
		({ roleId, divisionId }) =>
			roles.has(roleId) && (divisionId === '*' || divisions.has(divisionId)),
	);
	if (!valid) throw new ApiError('bad.role.divisions');
	return pairs.map(({ roleId, divisionId }) => ({ roleId, divisionId }));
}

function add(subject: Subject, pairs: RoleDivision[]): void {
	const fresh = pairs.filter((pair) => !subject.roleDivisions.some(same(pair)));
	subject.roleDivisions = [...subject.roleDivisions, ...fresh];
}

function remove(subject: Subject, pairs: RoleDivision[]): void {
	subject.roleDivisions = subject.roleDivisions.filter((held) => !pairs.some(same(held)));
}

function bulk(
	name: string,
	allPermissions: string[],
	change: (subject: Subject, pairs: RoleDivision[]) => void,
): Operation {
	return {
		method: 'POST',
		path: `${PATH}/:subjectId/${name}`,
		allPermissions,
		scopes: ['authorization'],
		bodySchema: GRANTS_SCHEMA,
		handle(call) {
			change(subjectOf(call), asked(call));
			return { status: 204 };
		},
	};
}

function single(
	method: 'POST' | 'DELETE',
	anyPermission: string[],
	change: (subject: Subject, pairs: RoleDivision[]) => void,
): Operation {
	return {
		method,
		path: `${PATH}/:subjectId/divisions/:divisionId/roles/:roleId`,
		anyPermission,
		scopes: ['authorization'],
		handle(call) {
			const { roleId = '', divisionId = '' } = call.params;
			const subject = subjectOf(call);
			change(subject, asked({ ...call, body: { grants: [{ roleId, divisionId }] } }));
			return { status: 204 };
		},
	};
}

/** Who holds which roles where (Genesys Cloud API: AuthzSubject, RoleDivisionGrants). */
export const subjectOperations: Operation[] = [
	{
		method: 'GET',
		path: `${PATH}/me`,
		scopes: reading('authorization'),
		handle: ({ caller, world }) => ok(view(world, caller.user ?? caller.client)),
	},
	{
		method: 'GET',
		path: `${PATH}/:subjectId`,
		anyPermission: ['authorization:grant:view'],
		scopes: reading('authorization'),
		handle: (call) => ok(view(call.world, subjectOf(call))),
	},
	bulk('bulkadd', ADD, add),
	bulk('bulkremove', DELETE, remove),
	bulk('bulkreplace', [...ADD, ...DELETE], (subject, pairs) => {
		subject.roleDivisions = pairs;
	}),
	single('POST', ADD, add),
	single('DELETE', DELETE, remove),
];
