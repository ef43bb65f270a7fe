import { MODES } from './modes.mts';
import { addSeed, type CredentialSeed } from './seed.mts';
import { newKey, State, type ApiKey } from './state.mts';

const DAY = 24 * 60 * 60 * 1000;

/** Teams of the tenant, in the order of their IDs; the last one is a personal one. */
const TEAMS = ['Security operations', 'Blue team', 'Platform'];
const EDITORS_TEAM = 2;

const USERS = [
	{ first_name: 'Ada', last_name: 'Example', role: 'TEAM_ADMIN' },
	{ first_name: 'Eddie', last_name: 'Example', role: 'EDITOR' },
	{ first_name: 'Vera', last_name: 'Example', role: 'VIEWER' },
];

/** Keys that outlive a reset. */
export interface ReadyMade {
	owner: ApiKey;
	editor: ApiKey;
	viewer: ApiKey;
}

/** New keys for a sandbox. */
export function readyMade(): ReadyMade {
	const key = (
		members: Pick<ApiKey, 'name' | 'kind' | 'role' | 'team_id' | 'user_id'>,
	): ApiKey => ({
		value: newKey(),
		permissions: [],
		...members,
	});
	return {
		owner: key({ name: 'owner', kind: 'personal', role: 'owner', team_id: null, user_id: 1 }),
		editor: key({
			name: 'editor',
			kind: 'team',
			role: 'editor',
			team_id: EDITORS_TEAM,
			user_id: 2,
		}),
		viewer: key({ name: 'viewer', kind: 'personal', role: 'viewer', team_id: null, user_id: 3 }),
	};
}

/** Every mode in every team, some of them used, and the special ones. */
function credentials(): CredentialSeed[] {
	const from = Date.now() - 90 * DAY;
	const at = (days: number): string => new Date(from + days * DAY).toISOString();
	const plain = TEAMS.flatMap((team, teamIndex) =>
		[1, 2].flatMap((round) =>
			MODES.map((mode, index): CredentialSeed => {
				const number = (teamIndex * 2 + round) * 10 + index;
				const isUsed = (index + round) % 2 === 0;
				return {
					name: `${team} ${mode.toLowerCase().replaceAll('_', ' ')} ${round}`,
					mode,
					team_id: teamIndex + 1,
					folder_id: round === 1 ? teamIndex * 2 + 1 : null,
					created_at: at(index),
					updated_at: at(index + round),
					...(isUsed && {
						references: { story_ids: [number], action_ids: [number, 100 + number] },
					}),
				};
			}),
		),
	);
	const special: CredentialSeed[] = [
		{ name: 'Restricted token', team_id: 1, allowed_hosts: ['api.example.com', '*.example.com'] },
		{
			name: 'Only in credentials',
			team_id: 1,
			restriction_type: 'RESTRICTED_TO_CREDENTIALS',
		},
		{
			name: 'Near expiry',
			team_id: 2,
			expires_at: new Date(Date.now() + 5 * DAY).toISOString(),
			expiry_notifications_enabled: true,
			credential_notification_recipient_user_ids: [1, 2],
		},
		{
			name: 'Shared with the blue team',
			mode: 'OAUTH',
			team_id: 3,
			read_access: 'SPECIFIC_TEAMS',
			shared_team_slugs: ['blue_team'],
			metadata: { env: 'prod' },
		},
		{
			name: 'With a test version',
			mode: 'OAUTH',
			team_id: 1,
			read_access: 'GLOBAL',
			description: 'Drafts use the test version',
			references: { story_ids: [900], action_ids: [901, 902] },
			test: { settings: { oauth_client_id: 'client-test' } },
		},
		{ name: 'Personal note', team_id: TEAMS.length + 1 },
	];
	return [...plain, ...special];
}

/** The tenant as it is when a sandbox starts. */
export function startState({ owner, editor, viewer }: ReadyMade): State {
	const state = new State();
	addSeed(state, {
		teams: [
			...TEAMS.map((name, index) => ({
				name,
				groups: index === 0 ? [{ id: 1, name: 'SOC' }] : [],
			})),
			{ name: 'Ada Example', personal: true },
		],
		users: USERS.map(({ role, ...user }, index) => ({
			...user,
			email: `${user.first_name.toLowerCase()}@sandbox.example`,
			admin: index === 0,
			team_memberships: [{ team_id: EDITORS_TEAM, role }],
		})),
		folders: [...TEAMS, 'Personal'].flatMap((_name, index) => [
			{ name: 'Identity', team_id: index + 1 },
			{ name: 'Playbooks', team_id: index + 1, content_type: 'STORY' as const, size: index },
		]),
		credentials: credentials(),
		keys: [owner, editor, viewer],
	});
	return state;
}
