import type { Random } from '../random.mts';
import {
	desired,
	fieldsFrom,
	type ChaosOperation,
	type ChaosVendor,
	type Content,
	type OpenVendor,
	type Slot,
	type Wish,
} from '../vendor.mts';

const CREDENTIAL = { resource: 'credential' };
const COMMON = ['description', 'metadataJson', 'allowed_hosts'];
const byId = (value: string) => ({ __rl: true, mode: 'id', value });
const BY_ID = { credentialId: byId('={{ $json.id }}') };

const TEXT = { mode: 'TEXT', value: '={{ $json.value }}' };
const OAUTH = {
	...{ mode: 'OAUTH', oauth_grant_type: 'client_credentials' },
	oauth_token_url: '={{ $json.oauth_token_url }}',
	oauth_client_id: '={{ $json.oauth_client_id }}',
	oauth_client_secret: '={{ $json.oauth_client_secret }}',
	oauth_scope: '={{ $json.oauth_scope }}',
};

/** The fields of a change or a new credential, and what is stored of them. */
interface Fields {
	json: Record<string, unknown>;
	stored: Content;
}

function commonFields(random: Random): Fields {
	const metadata = random.chance(0.4) ? { [random.word()]: random.word() } : undefined;
	const same = {
		...(random.chance(0.6) && { description: `for ${random.word()}` }),
		...(random.chance(0.4) && { allowed_hosts: [`${random.word()}.example.com`] }),
	};
	return {
		json: { ...same, ...(metadata && { metadataJson: metadata }) },
		stored: { ...same, ...(metadata && { metadata }) },
	};
}

/** What is wanted of a credential, by the names of the fields, and what is stored of it then. */
function wantedCredential({ key, place, content }: Slot, oauth: boolean, random: Random) {
	const common = commonFields(random);
	const [value, clientId] = [random.word(), random.word()];
	const scopes = random.some(['read', 'write', 'admin'], 2);
	const ofOAuth = {
		...{ oauth_grant_type: 'client_credentials', oauth_client_id: clientId },
		oauth_token_url: `https://${random.word()}.example.com/token`,
		oauth_client_secret: value,
	};
	const same = { name: key, mode: oauth ? 'OAUTH' : 'TEXT', team_id: place?.team };
	const settings = oauth ? { ...ofOAuth, oauth_scope: scopes.join(' ') } : { value };
	const after: Content = {
		...(content ?? { description: '', metadata: {}, allowed_hosts: [] }),
		...{ ...same, ...common.stored },
		settings: { ...(content?.settings as Content | undefined), ...settings },
	};
	const given = oauth ? { ...ofOAuth, oauth_scope: scopes } : { value };
	return { same, given, more: common.json, after };
}

function newCredential(slot: Slot, oauth: boolean, random: Random): Wish {
	const { same, given, more, after } = wantedCredential(slot, oauth, random);
	return { json: { ...same, ...given, more }, after };
}

/** One that is there already keeps its mode. */
function desiredCredential(slot: Slot, random: Random): Wish {
	const oauth = slot.content ? slot.content.mode === 'OAUTH' : random.chance(0.5);
	const { same, given, more, after } = wantedCredential(slot, oauth, random);
	return { json: { ...same, ...given, ...more }, after };
}

function change({ id, key, content }: Slot, random: Random): Wish {
	const common = commonFields(random);
	const name = random.chance(0.2) ? `${key}+` : undefined;
	const secret = random.chance(0.5) ? random.word() : undefined;
	const field = content?.mode === 'OAUTH' ? 'oauth_client_secret' : 'value';
	const changed = { ...(secret && { [field]: secret }) };
	// Something has to be given.
	const least =
		secret || name || Object.keys(common.json).length > 0 ? {} : { description: 'less' };
	const given = { ...least, ...(name && { name }) };
	return {
		json: {
			...{ id, mode: content?.mode ?? 'TEXT' },
			change: { ...common.json, ...changed, ...given },
		},
		after: {
			...{ ...content, ...common.stored, ...given },
			settings: { ...(content?.settings as Content), ...changed },
		},
		key: name,
	};
}

/** Credentials of Tines, of the modes OAuth 2.0 and Text. */
export const tines: ChaosVendor = {
	name: 'tines',
	node: 'tines',
	async open(sandbox): Promise<OpenVendor> {
		const vendor = 'tines';
		const { url, owner } = sandbox.told.tines;
		const { credentials } = await sandbox.ask({ ask: 'state', vendor });
		const others = new Set(credentials.map(({ id }: any) => id));
		const teams: number[] = [];
		return {
			hasSessions: false,
			collection: 'credentials',
			credentials: { tinesApi: { tenantUrl: url, apiKey: owner.apiKey } },
			operations: [
				{
					name: 'create',
					run(random) {
						const oauth = random.chance(0.5);
						return {
							parameters: {
								...{ ...CREDENTIAL, operation: 'create' },
								...{ name: '={{ $json.name }}', team_id: byId('={{ $json.team_id }}') },
								...(oauth ? OAUTH : TEXT),
								additionalFields: fieldsFrom('more', COMMON),
							},
							wish: (slot) => newCredential(slot, oauth, random),
						};
					},
				},
				{
					name: 'update',
					run: (random) => ({
						parameters: {
							...{ ...CREDENTIAL, operation: 'update', ...BY_ID, mode: '={{ $json.mode }}' },
							updateFields: fieldsFrom('change', [
								...[...COMMON, 'name', 'value', 'oauth_client_secret'],
							]),
						},
						wish: (slot) => change(slot, random),
					}),
				},
				{
					name: 'get',
					run: () => ({
						parameters: { ...CREDENTIAL, operation: 'get', ...BY_ID },
						wish: ({ id, content }) => ({ json: { id }, after: content }),
					}),
				},
				{
					name: 'delete',
					run: () => ({
						parameters: { ...CREDENTIAL, operation: 'delete', ...BY_ID },
						wish: ({ id }) => ({ json: { id }, after: undefined }),
					}),
				},
				...(['upsert', 'sync'] as const).map(
					(name): ChaosOperation => ({
						name,
						run: (random, within) => ({
							parameters: desired(CREDENTIAL.resource, name, within),
							wish: (slot) => desiredCredential(slot, random),
						}),
					}),
				),
			],
			async setUp(lane, count) {
				const { teams: made } = await sandbox.ask({
					...{ ask: 'seed', vendor, additions: { teams: [{ name: lane }] } },
				});
				const team = made[0].id;
				teams.push(team);
				const names = Array.from({ length: count }, (_, index) => `${lane} stored ${index}`);
				const seeded = await sandbox.ask({
					...{ ask: 'seed', vendor },
					additions: {
						credentials: names.map((name) => ({ name, team_id: team, value: `kept ${name}` })),
					},
				});
				return seeded.credentials.map(({ id, name }: any) => ({
					...{ subject: name, key: name, id, place: { team } },
				}));
			},
			newSlot(lane, number, random) {
				const name = `${lane} made ${number}`;
				return { subject: name, key: name, place: { team: random.one(teams) } };
			},
			kept: (state) =>
				state.credentials
					.filter(({ id }: any) => !others.has(id))
					.map(
						({ id, name, mode, team_id, description, metadata, allowed_hosts, settings }: any) => ({
							...{ id, key: name },
							content: { name, mode, team_id, description, metadata, allowed_hosts, settings },
						}),
					),
			shown: ({ name, mode, team_id, description }) => ({
				...{ name, mode, team_id },
				...(description !== undefined && { description }),
			}),
		};
	},
};
