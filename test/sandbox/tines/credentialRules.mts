import type { FieldRule } from './fields.mts';
import { isEmpty, type Form } from './form.mts';
import { missingSettings, MODE_FIELDS, MODES, type Mode } from './modes.mts';
import { READ_ACCESS, RESTRICTION_TYPES, slugOf, type Credential, type Version } from './state.mts';
import type { Call, World } from './world.mts';

export const TEXT: FieldRule = { type: 'text' };
export const INTEGER: FieldRule = { type: 'integer' };
export const FLAG: FieldRule = { type: 'flag' };
export const MODE: FieldRule = { type: 'choice', values: MODES };

/** Fields of every mode that answers show, with what they are when nothing is in them. */
const COMMON = {
	folder_id: { type: 'integer', empty: null },
	read_access: { type: 'choice', values: READ_ACCESS, empty: 'TEAM' },
	shared_team_slugs: { type: 'texts', empty: [] },
	description: { type: 'text', empty: '' },
	metadata: { type: 'object', empty: {} },
	allowed_hosts: { type: 'texts', empty: [] },
	expires_at: { type: 'time', empty: null },
	expiry_notifications_enabled: { type: 'flag', empty: false },
	credential_notification_recipient_user_ids: { type: 'integers', empty: [] },
} as const satisfies Record<string, FieldRule & { empty: unknown }>;

/** Fields of every mode, as a version holds them. */
export type Common = Pick<Version, keyof typeof COMMON | 'restriction_type'>;

const KNOWN: ReadonlySet<string> = new Set([
	...['name', 'mode', 'team_id', 'live_credential_id', 'test_credential_enabled', 'is_test'],
	...Object.keys(COMMON),
	...Object.values(MODE_FIELDS).flatMap((fields) => Object.keys(fields)),
]);

/** What the common fields are when none of them is sent. */
export function emptyCommon(): Common {
	return structuredClone(
		Object.fromEntries(Object.entries(COMMON).map(([name, { empty }]) => [name, empty])),
	) as Common;
}

/**
 * The common fields a request sends.
 * @param clears whether null, "", [] and {} empty a field; otherwise they are as though not sent
 */
export function commonFields(form: Form, { behaviour }: World, clears: boolean): Partial<Common> {
	form.refuseUnknown(KNOWN);
	const fields: Record<string, unknown> = {};
	for (const [name, rule] of Object.entries(COMMON)) {
		const raw = form.body[name];
		if (raw === undefined || (!clears && isEmpty(raw))) continue;
		const emptied = raw === null || (raw === '' && rule.type !== 'text');
		const value = emptied ? structuredClone(rule.empty) : form.read(name, rule);
		if (value !== undefined) fields[name] = value;
	}
	if (behaviour.restrictionTypeInRequest === 'taken') {
		const rule: FieldRule = { type: 'choice', values: RESTRICTION_TYPES };
		const value = form.read('restriction_type', rule);
		if (value !== undefined) fields.restriction_type = value;
	}
	return fields;
}

/** The mode's fields a request sends; null takes one away. */
export function settingsIn(form: Form, mode: Mode, clears: boolean): Record<string, unknown> {
	const settings: Record<string, unknown> = {};
	for (const [name, rule] of Object.entries(MODE_FIELDS[mode])) {
		const raw = form.body[name];
		if (raw === undefined || (!clears && isEmpty(raw))) continue;
		const value = raw === null ? null : form.read(name, rule);
		if (value !== undefined) settings[name] = value;
	}
	return settings;
}

/** Notes the mode's fields that the settings lack and the form didn't send wrongly. */
export function requireSettings(
	form: Form,
	mode: Mode,
	settings: Record<string, unknown>,
	{ behaviour }: World,
): void {
	for (const name of missingSettings(mode, settings, behaviour.requiredFields)) {
		if (isBlankIn(form, name)) form.refuse(name, "can't be blank");
	}
}

function isBlankIn({ body }: Form, name: string): boolean {
	return body[name] === undefined || body[name] === null || body[name] === '';
}

/** Notes a folder that is no credential folder of the team. */
export function checkFolder(
	form: Form,
	{ state, behaviour }: World,
	{ folder_id, team_id }: Pick<Version, 'folder_id' | 'team_id'>,
): void {
	if (folder_id === null) return;
	const folder = state.folders.get(folder_id);
	const foreign = folder?.team_id !== team_id || folder.content_type !== 'CREDENTIAL';
	if (!folder || (foreign && behaviour.foreignFolder === 'refused')) {
		form.refuse('folder_id', 'must be a credential folder of the team');
	}
}

/** Notes what is wrong with the teams a credential is shared with. */
export function checkAccess(
	form: Form,
	{ state, behaviour }: World,
	access: Pick<Version, 'read_access' | 'shared_team_slugs'>,
): void {
	if (access.read_access !== 'SPECIFIC_TEAMS') return;
	if (behaviour.specificTeams === 'refused') {
		form.refuse('read_access', 'SPECIFIC_TEAMS is not available on this plan');
	} else if (behaviour.specificTeams === 'ignored') {
		access.read_access = 'TEAM';
	} else if (access.shared_team_slugs.length === 0) {
		form.refuse('shared_team_slugs', "can't be blank when read_access is SPECIFIC_TEAMS");
	}
	if (behaviour.unknownTeamSlugs === 'accepted') return;
	const known = new Set(state.teams.all.map(({ name }) => slugOf(name)));
	if (access.shared_team_slugs.some((slug) => !known.has(slug))) {
		form.refuse('shared_team_slugs', 'must be slugs of teams');
	}
}

/** Notes a name that another credential of the team has, where the behaviour says so. */
export function checkName(form: Form, call: Call, wanted: Version, self?: Credential): void {
	if (call.world.behaviour.duplicateNames === 'allowed') return;
	const taken = call.world.state.credentials.all.some(
		(other) => other !== self && other.team_id === wanted.team_id && other.name === wanted.name,
	);
	if (taken) form.refuse('name', 'has already been taken');
}

/** The slug of a credential's name. */
export function credentialSlug(
	{ state, behaviour }: World,
	{ name, team_id }: Pick<Version, 'name' | 'team_id'>,
	self?: Credential,
): string {
	const slug = slugOf(name);
	if (behaviour.slugCollision === 'same') return slug;
	const taken = new Set(
		state.credentials.all
			.filter((other) => other !== self && other.team_id === team_id)
			.map((other) => other.slug),
	);
	let number = 1;
	let free = slug;
	while (taken.has(free)) free = `${slug}_${(number += 1)}`;
	return free;
}
