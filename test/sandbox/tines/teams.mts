import { audit } from './audit.mts';
import { TEXT } from './credentialRules.mts';
import { invalid, notFound } from './errors.mts';
import { Form } from './form.mts';
import { one, page } from './paging.mts';
import type { Team } from './state.mts';
import {
	created,
	deleted,
	idIn,
	ok,
	reaches,
	teamOf,
	type Call,
	type Operation,
} from './world.mts';

const PATH = '/teams';
const SCOPES = ['standard', 'personal_only', 'all'] as const;

const view = ({ id, name, groups }: Team): object => ({ id, name, groups });

function scopeOf(call: Call): (typeof SCOPES)[number] {
	const text = one(call, 'scope');
	const scope = SCOPES.find((known) => known === text);
	if (scope) return scope;
	if (text && call.world.behaviour.wrongEnum === 'refused') {
		throw invalid('scope', `must be one of ${SCOPES.join(', ')}`);
	}
	// The parameter of before `scope`, deprecated.
	return one(call, 'include_personal_teams') === 'true' ? 'all' : 'standard';
}

function list(call: Call) {
	const scope = scopeOf(call);
	return ok(
		page(call, {
			collection: 'teams',
			path: PATH,
			all: call.world.state.teams.all,
			wanted: (team) =>
				reaches(call.key, team.id) &&
				(scope === 'all' || team.personal === (scope === 'personal_only')),
			filters: ['scope', 'include_personal_teams'],
			view,
		}),
	);
}

/** Changing teams is a premium feature. */
function requirePremium({ world }: Call): void {
	if (!world.behaviour.teamsPremium) throw notFound();
}

function nameIn(call: Call): string {
	const form = new Form(call);
	const name = form.require<string>('name', TEXT);
	form.finish();
	return name!;
}

function create(call: Call) {
	requirePremium(call);
	const { state } = call.world;
	const name = nameIn(call);
	const team = state.teams.add({ id: state.nextId('team'), name, groups: [], personal: false });
	audit(call, 'TeamCreation');
	return created(call, view(team));
}

function update(call: Call) {
	requirePremium(call);
	const team = teamOf(call, idIn(call));
	team.name = nameIn(call);
	audit(call, 'TeamUpdate');
	return ok(view(team));
}

/** A team goes with everything in it. */
function remove(call: Call) {
	requirePremium(call);
	const { state } = call.world;
	const team = teamOf(call, idIn(call));
	const isIn = ({ team_id }: { team_id: number }): boolean => team_id === team.id;
	for (const credential of state.credentials.all.filter(isIn)) state.removeCredential(credential);
	for (const { id } of state.folders.all.filter(isIn)) state.folders.delete(id);
	state.teams.delete(team.id);
	audit(call, 'TeamDestruction');
	return deleted(call);
}

/** Teams (Tines API: teams). Sources disagree whether an update is PUT or PATCH: both work. */
export const teamOperations: Operation[] = [
	{ method: 'GET', path: PATH, needs: 'read', handle: list },
	{ method: 'POST', path: PATH, needs: 'tenant', handle: create },
	{
		method: 'GET',
		path: `${PATH}/:id`,
		needs: 'read',
		handle: (call) => ok(view(teamOf(call, idIn(call)))),
	},
	{ method: 'PUT', path: `${PATH}/:id`, needs: 'tenant', handle: update },
	{ method: 'PATCH', path: `${PATH}/:id`, needs: 'tenant', handle: update },
	{ method: 'DELETE', path: `${PATH}/:id`, needs: 'tenant', handle: remove },
];
