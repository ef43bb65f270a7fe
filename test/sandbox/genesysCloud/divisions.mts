import { randomUUID } from 'node:crypto';
import { ApiError } from './errors.mts';
import { cursorPage, many, one, page } from './paging.mts';
import type { Division } from './state.mts';
import { ok, reading, type Call, type Operation, type World } from './world.mts';

const PATH = '/api/v2/authorization/divisions';

/** A division as answers show it (Genesys Cloud API description: AuthzDivision). */
export function divisionView({ id, name, description, homeDivision }: Division): object {
	return { id, name, description, homeDivision, selfUri: `${PATH}/${id}` };
}

function filtered({ query, world }: Call): Division[] {
	const ids = many(query, 'id');
	const name = one(query, 'name')?.toLowerCase();
	return [...world.state.divisions.values()].filter(
		(division) =>
			(ids.length === 0 || ids.includes(division.id)) &&
			(!name || division.name.toLowerCase().includes(name)),
	);
}

function byCursor(call: Call) {
	const places = new Map([...call.world.state.divisions.keys()].map((id, place) => [id, place]));
	const place = (id: string) => places.get(id);
	return ok(cursorPage(filtered(call), call.query, `${PATH}/query`, place, divisionView));
}

function named(world: World, name: string): Division | undefined {
	for (const division of world.state.divisions.values()) {
		if (division.name.toLowerCase() === name.toLowerCase()) return division;
	}
	return undefined;
}

function create({ body, world }: Call) {
	const { name, description } = body as { name?: string; description: string };
	if (!name?.trim()) throw new ApiError('division.name.invalid');
	if (named(world, name)) throw new ApiError('resource.already.exists');
	const division = { id: randomUUID(), name, description, homeDivision: false };
	world.state.divisions.set(division.id, division);
	return ok(divisionView(division));
}

function find({ params, world }: Call): Division {
	const division = world.state.divisions.get(params.divisionId ?? '');
	if (!division) throw new ApiError('not.found');
	return division;
}

/** Divisions (Genesys Cloud API description: AuthzDivision). */
export const divisionOperations: Operation[] = [
	{
		method: 'GET',
		path: PATH,
		scopes: reading('authorization'),
		handle: (call) => ok(page(filtered(call), call.query, PATH, divisionView)),
	},
	{
		method: 'POST',
		path: PATH,
		allPermissions: ['authorization:division:add', 'authorization:grant:add'],
		scopes: ['authorization'],
		bodySchema: {
			type: 'object',
			required: ['description'],
			properties: { name: { type: 'string' }, description: { type: 'string' } },
		},
		handle: create,
	},
	{
		method: 'GET',
		path: `${PATH}/home`,
		scopes: reading('authorization'),
		handle: ({ world }) => ok(divisionView(world.state.homeDivision)),
	},
	{ method: 'GET', path: `${PATH}/query`, scopes: reading('authorization'), handle: byCursor },
	{
		method: 'GET',
		path: `${PATH}/:divisionId`,
		scopes: reading('authorization'),
		handle: (call) => ok(divisionView(find(call))),
	},
	{
		method: 'DELETE',
		path: `${PATH}/:divisionId`,
		anyPermission: ['authorization:division:delete'],
		scopes: ['authorization'],
		handle(call) {
			const division = find(call);
			if (division.homeDivision) throw new ApiError('not.authorized');
			call.world.state.divisions.delete(division.id);
			return { status: 204 };
		},
	},
];
