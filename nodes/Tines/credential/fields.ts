import { DateTime } from 'luxon';

import { choice, flag, kindOf, text, texts } from '../../core/fields';
import type { Field, ValuesOf } from '../../core/fields';
import { InvalidInput } from '../../core/errors';
import { jsonObject } from '../../core/jsonField';
import { keyValues } from '../../core/keyValues';
import { located } from '../../core/locator';
import { WHOLE_NUMBER_ID } from '../ids';
import { folder, team } from '../places';
import { MODES } from './modes';
import type { Mode } from './modes';
import { AWS_FIELDS } from './modes/aws';
import { JWT_FIELDS } from './modes/jwt';
import { MTLS_FIELDS } from './modes/mtls';
import { OAUTH_FIELDS } from './modes/oauth';
import { REQUEST_FIELDS } from './modes/request';
import { TEXT_FIELDS } from './modes/text';
import { domainProblem } from './urls';

const EXPIRES_AT = {
	displayName: 'Expires At',
	type: 'dateTime' as const,
	default: '',
	description: 'When the credential expires; empty for never',
};

function momentIn(raw: unknown): DateTime | undefined {
	if (DateTime.isDateTime(raw)) return raw;
	if (raw instanceof Date) return DateTime.fromJSDate(raw);
	return typeof raw === 'string' ? DateTime.fromISO(raw.trim()) : undefined;
}

/** A moment in ISO 8601 and UTC; null for never. */
const expiresAt: Field<string | null> = {
	property: EXPIRES_AT,
	read(raw) {
		if (raw === undefined || raw === null) return undefined;
		if (raw === '') return null;
		const moment = momentIn(raw);
		if (moment?.isValid) return moment.toUTC().toISO();
		const given = typeof raw === 'string' ? `'${raw}'` : kindOf(raw);
		throw new InvalidInput(EXPIRES_AT.displayName, `${given} is not a date and time in ISO 8601`);
	},
};

/** What every mode has, in the words of Tines' API. */
const COMMON_FIELDS = {
	name: text({
		displayName: 'Name',
		type: 'string',
		default: '',
		placeholder: 'e.g. Okta machine access',
		description: 'The name of the credential; stories refer to it by its slug, made of the name',
	}),
	mode: choice<Mode>({
		displayName: 'Mode',
		type: 'options',
		options: MODES,
		default: 'OAUTH',
		description: 'What kind of credential it is; it cannot be changed later',
	}),
	team_id: team('The team that the credential is in'),
	folder_id: folder('The folder that the credential is in, one of its team'),
	read_access: choice<'GLOBAL' | 'SPECIFIC_TEAMS' | 'TEAM'>({
		displayName: 'Read Access',
		type: 'options',
		options: [
			{ name: 'Global', value: 'GLOBAL', description: 'All teams may use it' },
			{
				name: 'Specific Teams',
				value: 'SPECIFIC_TEAMS',
				description:
					'Its own team and those in Shared Team Slugs may use it; a paid feature of Tines',
			},
			{ name: 'Team', value: 'TEAM', description: 'Only its own team may use it' },
		],
		default: 'TEAM',
		description: 'Where the credential may be used',
	}),
	shared_team_slugs: texts({
		displayName: 'Shared Team Slugs',
		type: 'string',
		typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Team' },
		default: [],
		placeholder: 'e.g. blue_team',
		description:
			'The teams that may use the credential, for Read Access Specific Teams. A slug is the name of the team in lower case, with underscores for blanks.',
	}),
	description: text(
		{
			displayName: 'Description',
			type: 'string',
			default: '',
			description: 'What the credential is for',
		},
		{ mayBeEmpty: true },
	),
	metadata: keyValues({
		displayName: 'Metadata',
		placeholder: 'Add Entry',
		description:
			'Names and values that stories can read through the INFO path; they are not secret',
	}),
	metadataJson: jsonObject({
		displayName: 'Metadata (JSON)',
		default: '{}',
		description: 'The metadata as a JSON object, in place of rows',
	}),
	allowed_hosts: texts(
		{
			displayName: 'Allowed Hosts',
			type: 'string',
			typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Host' },
			default: [],
			placeholder: 'e.g. *.example.com',
			description: 'The only domains that requests with this credential may go to; * is a wildcard',
		},
		{ check: domainProblem },
	),
	live_credential_id: located(
		{
			name: 'live_credential_id',
			displayName: 'Live Credential',
			description:
				'Makes the test version of this live credential, instead of a credential of its own',
			searchMethod: 'searchCredentials',
			...WHOLE_NUMBER_ID,
		},
		Number,
	),
	test_credential_enabled: flag({
		displayName: 'Test Credential Enabled',
		type: 'boolean',
		default: true,
		description: 'Whether drafts and test runs use the test version',
	}),
	expires_at: expiresAt,
	expiry_notifications_enabled: flag({
		displayName: 'Expiry Notifications Enabled',
		type: 'boolean',
		default: true,
		description: 'Whether Tines sends a notification before the credential expires',
	}),
	credential_notification_recipient_user_ids: userIds(),
};

/** What can be said of a Tines credential, by the names of Tines' API. */
export const FIELDS = {
	...COMMON_FIELDS,
	...OAUTH_FIELDS,
	...TEXT_FIELDS,
	...JWT_FIELDS,
	...AWS_FIELDS,
	...MTLS_FIELDS,
	...REQUEST_FIELDS,
};

/** A Tines credential as a person asks for it. */
export type CredentialSpec = ValuesOf<typeof FIELDS>;

export type FieldName = keyof typeof FIELDS;

/** Whole numbers, from rows, text or an expression's list. */
function userIds(): Field<number[]> {
	const ids = texts(
		{
			displayName: 'Notification Recipient User IDs',
			type: 'string',
			typeOptions: { multipleValues: true, multipleValueButtonText: 'Add User' },
			default: [],
			placeholder: 'e.g. 7',
			description: 'Who is told before the credential expires, by their IDs in Tines',
		},
		{
			check: (id) =>
				WHOLE_NUMBER_ID.pattern.test(id) ? undefined : `is not ${WHOLE_NUMBER_ID.patternInWords}`,
		},
	);
	const asTexts = (raw: unknown) =>
		Array.isArray(raw) ? raw.map((id: unknown) => (typeof id === 'number' ? String(id) : id)) : raw;
	return {
		property: ids.property,
		read: (raw) => ids.read(typeof raw === 'number' ? String(raw) : asTexts(raw))?.map(Number),
	};
}
