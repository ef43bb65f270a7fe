import { auditCredential } from './audit.mts';
import { askConsent } from './consent.mts';
import {
	checkAccess,
	checkFolder,
	commonFields,
	emptyCommon,
	INTEGER,
	MODE,
	requireSettings,
	settingsIn,
	TEXT,
} from './credentialRules.mts';
import { credentialView } from './credentialViews.mts';
import { findById } from './findCredential.mts';
import type { Form } from './form.mts';
import type { Mode } from './modes.mts';
import { awsMembers, type Version } from './state.mts';
import { created, teamOf, type Answer, type Call } from './world.mts';

/** Members that a test version has from its live one unless they are sent. */
const INHERITED = [
	'description',
	'read_access',
	'shared_team_slugs',
	'folder_id',
] as const satisfies ReadonlyArray<keyof Version>;

/**
 * A create with live_credential_id: the test version of a live credential. It has the live one's
 * name, slug and owner, and its team, folder, description and access unless others are sent.
 */
export function createTest(call: Call, form: Form): Answer {
	const { world } = call;
	const { state, behaviour } = world;
	form.require<string>('name', TEXT);
	form.require<Mode>('mode', MODE);
	const liveId = form.read<number>('live_credential_id', INTEGER);
	if (liveId === undefined) form.finish();
	const { live } = findById(call, liveId);
	if (live.test) form.refuse('live_credential_id', 'already has a test credential');
	if (form.body.mode !== live.mode && behaviour.otherModeOnUpdate === 'refused') {
		form.refuse('mode', 'must be the mode of the live credential');
	}
	const teamId = form.read<number>('team_id', INTEGER) ?? live.team_id;
	const settings = settingsIn(form, live.mode, true);
	requireSettings(form, live.mode, settings, world);

	const now = new Date().toISOString();
	const inherited = Object.fromEntries(
		INHERITED.map((name) => [name, structuredClone(live[name])]),
	) as Pick<Version, (typeof INHERITED)[number]>;
	const test: Version = {
		...emptyCommon(),
		...inherited,
		...commonFields(form, world, true),
		...awsMembers(live.mode, settings),
		id: 0,
		name: live.name,
		mode: live.mode,
		team_id: teamOf(call, teamId).id,
		slug: live.slug,
		created_at: now,
		updated_at: now,
		owner: live.owner,
		settings,
	};
	checkFolder(form, world, test);
	checkAccess(form, world, test);
	form.finish();

	test.id = state.nextId('credential');
	live.test = test;
	state.tests.set(test.id, live);
	if (behaviour.testCredentialEnabledOnCreate) live.test_credential_enabled = true;
	auditCredential(call, 'Save', test);
	const redirectUrl = askConsent(world, test);
	const shown = behaviour.testCredentialId === 'new' ? test : live;
	return created(call, credentialView(shown, behaviour, { createdWith: form.body, redirectUrl }));
}
