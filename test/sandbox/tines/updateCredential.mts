import { auditCredential } from './audit.mts';
import { askConsent } from './consent.mts';
import {
	checkAccess,
	checkFolder,
	checkName,
	commonFields,
	credentialSlug,
	emptyCommon,
	FLAG,
	INTEGER,
	MODE,
	requireSettings,
	settingsIn,
	TEXT,
	type Common,
} from './credentialRules.mts';
import { credentialView } from './credentialViews.mts';
import { invalid } from './errors.mts';
import { findCredential } from './findCredential.mts';
import type { Mode } from './modes.mts';
import { Form } from './form.mts';
import { awsMembers, laterThan, type Credential, type Version } from './state.mts';
import { ok, teamOf, type Answer, type Call } from './world.mts';

/**
 * PUT or PATCH of a credential: both change only what they send, and need `mode`. With `is_test` the
 * test version is changed.
 */
export function update(call: Call): Answer {
	const { world } = call;
	const { behaviour } = world;
	const { live, shown } = findCredential(call);
	const form = new Form(call);
	const mode = form.require<Mode>('mode', MODE);
	if (mode && mode !== live.mode && behaviour.otherModeOnUpdate === 'refused') {
		form.refuse('mode', "can't be changed");
	}
	const enabled = form.read<boolean>('test_credential_enabled', FLAG);
	const target = targetOf(form, { live, shown, enabled });
	form.finish(422);

	const wanted = wantedVersion(call, form, { live, target });
	checkFolder(form, world, wanted);
	checkAccess(form, world, wanted);
	if (target === live) checkName(form, call, wanted, live);
	form.finish(422);

	const moved = target.team_id !== wanted.team_id || target.folder_id !== wanted.folder_id;
	if (moved && target === live) {
		world.state.moveCredential(live, wanted.team_id, wanted.folder_id);
	}
	Object.assign(target, wanted, { updated_at: laterThan(target.updated_at) });
	if (live.test) Object.assign(live.test, { name: live.name, slug: live.slug });
	if (enabled !== undefined) live.test_credential_enabled = enabled;
	auditCredential(call, 'Save', target);
	if (moved) auditCredential(call, 'Movement', target);
	const redirectUrl = behaviour.redirectUrlOnUpdate ? askConsent(world, target) : undefined;
	return ok(credentialView(shown, behaviour, { redirectUrl }));
}

/** The version that is to be changed. */
function targetOf(
	form: Form,
	{ live, shown, enabled }: { live: Credential; shown: Version; enabled?: boolean },
): Version {
	if (form.read<boolean>('is_test', FLAG) !== true) return shown;
	if (!live.test) form.refuse('is_test', 'needs a test credential');
	else if (!(enabled ?? live.test_credential_enabled)) {
		form.refuse('is_test', 'needs test_credential_enabled');
	}
	return live.test ?? shown;
}

/** The target as it is to be: a copy, so that nothing has changed when something is wrong. */
function wantedVersion(
	call: Call,
	form: Form,
	{ live, target }: { live: Credential; target: Version },
): Version {
	const { world, method } = call;
	const { behaviour } = world;
	const clears = behaviour.clearing === 'allowed';
	const resets = method === 'PUT' && behaviour.omittedOnPut === 'reset';
	const base: Common = resets ? { ...target, ...emptyCommon() } : target;
	const settings = { ...target.settings, ...settingsIn(form, target.mode, clears) };
	const cachesToken = target.mode === 'HTTP_REQUEST_AGENT' || target.mode === 'MULTI_REQUEST';
	if (cachesToken && !form.has('http_request_ttl') && behaviour.omittedTtl === 'reset') {
		settings.http_request_ttl = null;
	}
	requireSettings(form, target.mode, settings, world);
	const wanted: Version = {
		...target,
		...base,
		...commonFields(form, world, clears),
		...(target.mode === 'AWS' && {
			...awsMembers(target.mode, {
				aws_assumed_role_external_id: target.aws_assumed_role_external_id,
				...settings,
			}),
		}),
		settings,
		name: target === live ? nameIn(form, live) : live.name,
		team_id: teamIdIn(call, form, target),
	};
	if (wanted.name !== live.name && behaviour.slugOnRename === 'follows') {
		wanted.slug = credentialSlug(world, wanted, live);
	}
	return wanted;
}

function nameIn(form: Form, target: Version): string {
	if (!form.has('name')) return target.name;
	return form.require<string>('name', TEXT) ?? target.name;
}

/** @throws ApiError 404 for a team that the key doesn't reach */
function teamIdIn(call: Call, form: Form, target: Version): number {
	const { teamOnUpdate } = call.world.behaviour;
	const teamId = form.body.team_id === null ? undefined : form.read<number>('team_id', INTEGER);
	if (teamId === undefined || teamId === target.team_id || teamOnUpdate === 'ignored') {
		return target.team_id;
	}
	if (teamOnUpdate === 'refused') throw invalid('team_id', "can't be changed");
	return teamOf(call, teamId).id;
}
