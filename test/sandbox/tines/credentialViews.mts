import type { Behaviour } from './behaviour.mts';
import type { Credential, References, Version } from './state.mts';

/** What an answer shows of a version beside what is in every one. */
interface Shown {
	/** The members a create sent; missing for other answers, which have everything. */
	createdWith?: Readonly<Record<string, unknown>>;
	/** Where consent is asked for; "" when there is none to give. */
	redirectUrl?: string;
	/** Whether include_references was asked for. */
	references?: boolean;
}

const EXPIRY = [
	'expires_at',
	'expiry_notifications_enabled',
	'credential_notification_recipient_user_ids',
] as const;

/** A timestamp as answers have it. */
export function time(iso: string, { timestamps }: Behaviour): string {
	return timestamps === 'seconds' ? `${iso.slice(0, 19)}Z` : iso;
}

/** A credential as answers show it (Tines API: create, get and list credentials). */
export function credentialView(
	credential: Version & Partial<Credential>,
	behaviour: Behaviour,
	shown: Shown = {},
): object {
	const { createdWith, redirectUrl } = shown;
	const whole = createdWith === undefined || behaviour.createFields === 'all';
	const isAws = credential.mode === 'AWS';
	const hasExpiry =
		whole || credential.mode === 'TEXT' || EXPIRY.some((name) => createdWith[name] !== undefined);
	return {
		...(redirectUrl !== undefined && { redirect_url: redirectUrl }),
		id: credential.id,
		name: credential.name,
		mode: credential.mode,
		team_id: credential.team_id,
		folder_id: credential.folder_id,
		read_access: credential.read_access,
		shared_team_slugs: credential.shared_team_slugs,
		slug: credential.slug,
		created_at: time(credential.created_at, behaviour),
		updated_at: time(credential.updated_at, behaviour),
		description: credential.description,
		...((whole || isAws) && {
			aws_assumed_role_external_id: credential.aws_assumed_role_external_id,
			aws_authentication_type: credential.aws_authentication_type,
		}),
		allowed_hosts: credential.allowed_hosts,
		metadata: credential.metadata,
		restriction_type: restrictionType(credential, behaviour),
		test_credential_enabled: credential.test_credential_enabled ?? false,
		...testMember(credential.test, behaviour, whole),
		...(behaviour.newerFields === 'sent' && {
			owner: credential.owner,
			...(hasExpiry && {
				expires_at: credential.expires_at && time(credential.expires_at, behaviour),
				expiry_notifications_enabled: credential.expiry_notifications_enabled,
				credential_notification_recipient_user_ids:
					credential.credential_notification_recipient_user_ids,
			}),
			...(isAws && { use_static_external_id: credential.use_static_external_id }),
		}),
		...(shown.references && referencesMember(credential.references, behaviour)),
	};
}

/** How the use of a credential is restricted: unless said, by its allowed hosts. */
export function restrictionType(
	{ restriction_type, allowed_hosts }: Version,
	{ emptyHostsRestriction }: Behaviour,
): string {
	return restriction_type ?? (allowed_hosts.length > 0 ? 'RESTRICTED' : emptyHostsRestriction);
}

function testMember(test: Version | undefined, behaviour: Behaviour, whole: boolean): object {
	if (test) {
		const { created_at, updated_at } = test;
		return {
			test_credential: {
				created_at: time(created_at, behaviour),
				updated_at: time(updated_at, behaviour),
			},
		};
	}
	return whole && behaviour.noTestCredential === 'null' ? { test_credential: null } : {};
}

function referencesMember(
	{ story_ids, action_ids }: References = { story_ids: [], action_ids: [] },
	{ referencesShape }: Behaviour,
): object {
	switch (referencesShape) {
		case 'ids':
			return { references: { story_ids, action_ids } };
		case 'objects':
			return {
				references: {
					stories: story_ids.map((id) => ({ id, name: `Story ${id}` })),
					actions: action_ids.map((id) => ({ id, name: `Action ${id}` })),
				},
			};
		case 'referencing':
			return { referencing_story_ids: story_ids, referencing_action_ids: action_ids };
		case 'ignored':
			return {};
	}
}
