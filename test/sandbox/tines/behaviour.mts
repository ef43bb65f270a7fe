import { turnSwitches, type Choices } from '../core/switches.mts';

/**
 * What the vendor's documents leave open or contradict each other in, as switches. The default is the
 * likeliest answer; tests turn each one to see that a client of the API copes with all of them.
 */
export interface Behaviour {
	/** Status of a successful POST: live test suites see 201, the vendor's SDK expects 200. */
	createStatus: 200 | 201;
	/** Status of a successful DELETE; the body is empty either way. */
	deleteStatus: 200 | 204;
	/** Status of a create without name, mode or team_id. */
	missingFieldStatus: 400 | 422;
	/** Status for a key that is missing or unknown. */
	badKeyStatus: 401 | 404;
	/** Status for a change by a key that may see the thing but not change it. */
	forbiddenStatus: 403 | 404;
	/** Whether an X-User-Token header is taken beside a bearer token. */
	userTokenHeader: 'accepted' | 'refused';
	/** Whether the key of a team's editor may delete credentials: documents say team admins do. */
	editorDeletes: boolean;
	/**
	 * Shape of error bodies. `mixed`: `{error}` for 401 and 429, `{errors: [{message, details}]}` for
	 * the rest. The others are one shape for all: `objects` as the rest of `mixed`, `array` those
	 * objects without the envelope, `strings` `{errors: ["…"]}`, `string` `{errors: "…"}`, `fields`
	 * `{errors: {field: ["…"]}}`, `error` `{error: "…"}`, `message` `{message: "…"}`, `text` plain
	 * text, `empty` nothing.
	 */
	errorStyle:
		| 'mixed'
		| 'objects'
		| 'array'
		| 'strings'
		| 'string'
		| 'fields'
		| 'error'
		| 'message'
		| 'text'
		| 'empty';
	/** Whether a 429 has a Retry-After header: none is documented. */
	retryAfter: boolean;
	/** Timestamps with milliseconds, as the documents show them, or without, as the SDK's fixtures. */
	timestamps: 'milliseconds' | 'seconds';
	/** `owner`, expiry members, `use_static_external_id`, `parent_folder_id`: older tenants lack them. */
	newerFields: 'sent' | 'absent';
	/** `test_credential` of a credential without one. */
	noTestCredential: 'null' | 'absent';
	/**
	 * Members in the answer to a create: `sample` has what the vendor's sample response has (AWS
	 * members only for AWS, expiry members only for TEXT or where given, `test_credential` only where
	 * there is one), `all` has what GET has.
	 */
	createFields: 'sample' | 'all';
	/** `redirect_url` of an authorization_code credential: built, or "" as in the vendor's sample. */
	redirectUrl: 'built' | 'empty';
	/** Whether the answer to a change of an OAUTH credential has a `redirect_url` too. */
	redirectUrlOnUpdate: boolean;
	/** `restriction_type` of a credential without allowed hosts. */
	emptyHostsRestriction: 'UNRESTRICTED' | 'RESTRICTED';
	/** `restriction_type` in a request: passed over, or taken. */
	restrictionTypeInRequest: 'ignored' | 'taken';
	/**
	 * `include_references`: `ids` is `references: {story_ids, action_ids}`, `objects` is
	 * `references: {stories: [{id, name}], actions: [{id, name}]}`, `referencing` is
	 * `referencing_story_ids` and `referencing_action_ids` beside the other members, `ignored` nothing.
	 */
	referencesShape: 'ids' | 'objects' | 'referencing' | 'ignored';
	/** Deleting a credential that stories or actions use. */
	deleteReferenced: 'allowed' | 'refused';
	/** A second credential of the same name in a team. */
	duplicateNames: 'allowed' | 'refused';
	/** Slug of a credential whose name another one of the team has: the same, or with a number. */
	slugCollision: 'same' | 'numbered';
	/** Whether the slug follows a new name. */
	slugOnRename: 'follows' | 'kept';
	/** A value outside a documented list: 422, or passed over. A wrong `mode` is refused either way. */
	wrongEnum: 'refused' | 'accepted';
	/** Whole numbers sent as strings, such as `"team_id": "12"`. */
	numericStrings: 'refused' | 'accepted';
	/** Members that no document has: passed over, or 422. */
	unknownMembers: 'ignored' | 'refused';
	/**
	 * Mode fields that must be there: `usual` is what live test suites need, `all` is everything the
	 * documents show without the word "optional".
	 */
	requiredFields: 'usual' | 'all';
	/** SPECIFIC_TEAMS in a tenant without the premium feature: 422, or stored as TEAM. */
	specificTeams: 'allowed' | 'refused' | 'ignored';
	/** Slugs in shared_team_slugs that no team has. */
	unknownTeamSlugs: 'accepted' | 'refused';
	/** A credential in a folder of another team, or of another content type. */
	foreignFolder: 'refused' | 'accepted';
	/** A change that names another mode than the credential's. */
	otherModeOnUpdate: 'refused' | 'ignored';
	/** A change with another team_id. */
	teamOnUpdate: 'moves' | 'ignored' | 'refused';
	/** null, "", [] and {} in a change: emptied, or as though not sent. */
	clearing: 'allowed' | 'ignored';
	/** What PUT does to members that are not documented as kept when omitted; PATCH keeps them. */
	omittedOnPut: 'kept' | 'reset';
	/** http_request_ttl left out of a change: null, as documented, or kept. */
	omittedTtl: 'reset' | 'kept';
	/** ID in the answer to a create with live_credential_id. */
	testCredentialId: 'live' | 'new';
	/** Whether creating a test credential sets test_credential_enabled of the live one. */
	testCredentialEnabledOnCreate: boolean;
	/** per_page outside 1 to 500: the nearest allowed value, or 422. */
	perPageOutOfRange: 'clamped' | 'refused';
	/** `next_page_number` on the last page: `one` is 1, as in a fixture of the vendor's SDK. */
	lastPageNumber: 'null' | 'one';
	/** `next_page` on the last page: `text` is the string "null". */
	lastPage: 'null' | 'text';
	/** Order of the list of credentials. */
	credentialOrder: 'idAscending' | 'idDescending';
	/** The list of folders without content_type. */
	folderListDefault: 'all' | 'STORY';
	/** Whether a team's premium operations (create, update, delete) are there: 404 without. */
	teamsPremium: boolean;
	/** Operation names in audit logs: `CredentialSave` or `UserCredentialSave` and the like. */
	auditNames: 'Credential' | 'UserCredential';
}

/** The vendor's behaviour when nothing is said. */
export const DEFAULT_BEHAVIOUR: Readonly<Behaviour> = {
	createStatus: 201,
	deleteStatus: 204,
	missingFieldStatus: 422,
	badKeyStatus: 401,
	forbiddenStatus: 403,
	userTokenHeader: 'accepted',
	editorDeletes: false,
	errorStyle: 'mixed',
	retryAfter: false,
	timestamps: 'milliseconds',
	newerFields: 'sent',
	noTestCredential: 'null',
	createFields: 'sample',
	redirectUrl: 'built',
	redirectUrlOnUpdate: false,
	emptyHostsRestriction: 'UNRESTRICTED',
	restrictionTypeInRequest: 'ignored',
	referencesShape: 'ids',
	deleteReferenced: 'allowed',
	duplicateNames: 'allowed',
	slugCollision: 'same',
	slugOnRename: 'follows',
	wrongEnum: 'refused',
	numericStrings: 'refused',
	unknownMembers: 'ignored',
	requiredFields: 'usual',
	specificTeams: 'allowed',
	unknownTeamSlugs: 'accepted',
	foreignFolder: 'refused',
	otherModeOnUpdate: 'refused',
	teamOnUpdate: 'moves',
	clearing: 'allowed',
	omittedOnPut: 'kept',
	omittedTtl: 'reset',
	testCredentialId: 'live',
	testCredentialEnabledOnCreate: true,
	perPageOutOfRange: 'clamped',
	lastPageNumber: 'null',
	lastPage: 'null',
	credentialOrder: 'idAscending',
	folderListDefault: 'all',
	teamsPremium: true,
	auditNames: 'Credential',
};

const CHOICES: Choices<Behaviour> = {
	createStatus: [200, 201],
	deleteStatus: [200, 204],
	missingFieldStatus: [400, 422],
	badKeyStatus: [401, 404],
	forbiddenStatus: [403, 404],
	userTokenHeader: ['accepted', 'refused'],
	errorStyle: [
		'mixed',
		'objects',
		'array',
		'strings',
		'string',
		'fields',
		'error',
		'message',
		'text',
		'empty',
	],
	timestamps: ['milliseconds', 'seconds'],
	newerFields: ['sent', 'absent'],
	noTestCredential: ['null', 'absent'],
	createFields: ['sample', 'all'],
	redirectUrl: ['built', 'empty'],
	emptyHostsRestriction: ['UNRESTRICTED', 'RESTRICTED'],
	restrictionTypeInRequest: ['ignored', 'taken'],
	referencesShape: ['ids', 'objects', 'referencing', 'ignored'],
	deleteReferenced: ['allowed', 'refused'],
	duplicateNames: ['allowed', 'refused'],
	slugCollision: ['same', 'numbered'],
	slugOnRename: ['follows', 'kept'],
	wrongEnum: ['refused', 'accepted'],
	numericStrings: ['refused', 'accepted'],
	unknownMembers: ['ignored', 'refused'],
	requiredFields: ['usual', 'all'],
	specificTeams: ['allowed', 'refused', 'ignored'],
	unknownTeamSlugs: ['accepted', 'refused'],
	foreignFolder: ['refused', 'accepted'],
	otherModeOnUpdate: ['refused', 'ignored'],
	teamOnUpdate: ['moves', 'ignored', 'refused'],
	clearing: ['allowed', 'ignored'],
	omittedOnPut: ['kept', 'reset'],
	omittedTtl: ['reset', 'kept'],
	testCredentialId: ['live', 'new'],
	perPageOutOfRange: ['clamped', 'refused'],
	lastPageNumber: ['null', 'one'],
	lastPage: ['null', 'text'],
	credentialOrder: ['idAscending', 'idDescending'],
	folderListDefault: ['all', 'STORY'],
	auditNames: ['Credential', 'UserCredential'],
};

/**
 * The behaviour with some switches turned.
 * @throws RangeError for an unknown switch or a value that it doesn't have
 */
export function turn(behaviour: Behaviour, changes: Record<string, unknown>): Behaviour {
	return turnSwitches({ defaults: DEFAULT_BEHAVIOUR, choices: CHOICES }, behaviour, changes);
}
