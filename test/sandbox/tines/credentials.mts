import { auditCredential } from './audit.mts';
import { askConsent } from './consent.mts';
import {
	checkAccess,
	checkFolder,
	checkName,
	commonFields,
	credentialSlug,
	emptyCommon,
	INTEGER,
	MODE,
	requireSettings,
	settingsIn,
	TEXT,
} from './credentialRules.mts';
import { credentialView, restrictionType } from './credentialViews.mts';
import { invalid } from './errors.mts';
import { findCredential } from './findCredential.mts';
import { Form } from './form.mts';
import type { Mode } from './modes.mts';
import { numberIn, one, page } from './paging.mts';
import { awsMembers, type Credential, type User } from './state.mts';
import { createTest } from './testCredentials.mts';
import { update } from './updateCredential.mts';
import { created, deleted, ok, reaches, teamOf, type Call, type Operation } from './world.mts';

const PATH = '/user_credentials';
const FILTERS = ['UNUSED_IN_ACTIONS', 'UNRESTRICTED', 'RESTRICTED'];

const asksReferences = (call: Call): boolean => one(call, 'include_references') === 'true';

function list(call: Call) {
	const { state, behaviour } = call.world;
	const [teamId, folderId] = [numberIn(call, 'team_id'), numberIn(call, 'folder_id')];
	let filter = one(call, 'filter');
	if (filter && !FILTERS.includes(filter)) {
		if (behaviour.wrongEnum === 'refused') {
			throw invalid('filter', `must be one of ${FILTERS.join(', ')}`);
		}
		filter = undefined;
	}
	const isWanted = (credential: Credential): boolean =>
		reaches(call.key, credential.team_id) &&
		(teamId === undefined || credential.team_id === teamId) &&
		(folderId === undefined || credential.folder_id === folderId) &&
		(!filter ||
			(filter === 'UNUSED_IN_ACTIONS'
				? credential.references.action_ids.length === 0
				: restrictionType(credential, behaviour) === filter));
	const isWhole =
		call.key.team_id === null && teamId === undefined && folderId === undefined && !filter;
	return ok(
		page(call, {
			collection: 'user_credentials',
			path: PATH,
			all: state.credentials.all,
			wanted: isWhole ? undefined : isWanted,
			backwards: behaviour.credentialOrder === 'idDescending',
			filters: ['team_id', 'folder_id', 'filter', 'include_references'],
			view: (credential) =>
				credentialView(credential, behaviour, { references: asksReferences(call) }),
		}),
	);
}

function create(call: Call) {
	const { world, key } = call;
	const { state, behaviour } = world;
	const form = new Form(call);
	if (form.has('live_credential_id')) return createTest(call, form);

	const name = form.require<string>('name', TEXT) ?? '';
	const mode = form.require<Mode>('mode', MODE);
	const teamId = form.require<number>('team_id', INTEGER);
	const common = { ...emptyCommon(), ...commonFields(form, world, true) };
	const settings = mode ? settingsIn(form, mode, true) : {};
	if (mode) requireSettings(form, mode, settings, world);
	if (!mode || teamId === undefined) form.finish();
	const team = teamOf(call, teamId);

	const now = new Date().toISOString();
	const { id, first_name, last_name, email } = state.users.get(key.user_id) as User;
	const credential: Credential = {
		...common,
		...awsMembers(mode!, settings),
		id: 0,
		name,
		mode: mode!,
		team_id: team.id,
		slug: credentialSlug(world, { name, team_id: team.id }),
		created_at: now,
		updated_at: now,
		owner: { user_id: id, first_name, last_name, email },
		settings,
		test_credential_enabled: false,
		references: { story_ids: [], action_ids: [] },
	};
	checkFolder(form, world, credential);
	checkAccess(form, world, credential);
	checkName(form, call, credential);
	form.finish();

	credential.id = state.nextId('credential');
	state.addCredential(credential);
	auditCredential(call, 'Save', credential);
	const redirectUrl = askConsent(world, credential);
	return created(
		call,
		credentialView(credential, behaviour, { createdWith: form.body, redirectUrl }),
	);
}

function get(call: Call) {
	const { shown } = findCredential(call);
	const references = asksReferences(call);
	return ok(credentialView(shown, call.world.behaviour, { references }));
}

function remove(call: Call) {
	const { state, behaviour } = call.world;
	const { live, shown } = findCredential(call);
	const { story_ids, action_ids } = live.references;
	const isUsed = story_ids.length + action_ids.length > 0;
	if (shown !== live) {
		state.removeTest(live);
	} else if (isUsed && behaviour.deleteReferenced === 'refused') {
		throw invalid('base', 'Credential is in use');
	} else {
		state.removeCredential(live);
	}
	auditCredential(call, 'Destruction', shown);
	return deleted(call);
}

/** Credentials (Tines API: user_credentials). */
export const credentialOperations: Operation[] = [
	{ method: 'GET', path: PATH, needs: 'read', handle: list },
	{ method: 'POST', path: PATH, needs: 'change', handle: create },
	{ method: 'GET', path: `${PATH}/:id`, needs: 'read', handle: get },
	{ method: 'PUT', path: `${PATH}/:id`, needs: 'change', handle: update },
	{ method: 'PATCH', path: `${PATH}/:id`, needs: 'change', handle: update },
	{ method: 'DELETE', path: `${PATH}/:id`, needs: 'delete', handle: remove },
];
