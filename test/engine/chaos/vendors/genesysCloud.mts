import type { Random } from '../random.mts';
import {
	desired,
	fieldsFrom,
	type ChaosOperation,
	type ChaosVendor,
	type Content,
	type OpenVendor,
	type Part,
	type Slot,
	type Wish,
} from '../vendor.mts';

const CLIENT = { resource: 'oauthClient' };
const CHANGED = ['accessTokenValiditySeconds', 'description', 'state'];
const byId = (value: string) => ({ __rl: true, mode: 'id', value });
const BY_ID = { clientId: byId('={{ $json.id }}') };

const ofService = ({ roleId, divisionId }: Role) => ({
	authorizedGrantType: 'CLIENT-CREDENTIALS',
	roles: { role: [{ roleId: byId(roleId), divisionId: byId(divisionId) }] },
});

const OF_APP = {
	authorizedGrantType: 'CODE',
	scopes: '={{ $json.scopes }}',
	registeredRedirectUris: '={{ $json.registeredRedirectUris }}',
};

function contentOf(client: any): Content {
	const { name, authorizedGrantType, scope, secret } = client;
	return {
		...{ name, authorizedGrantType, scope, secret },
		description: client.description ?? '',
		accessTokenValiditySeconds: client.accessTokenValiditySeconds,
		registeredRedirectUri: client.registeredRedirectUri,
		roleDivisions: client.roleDivisions,
		state: client.state,
	};
}

/** A role and where it holds. */
interface Role {
	roleId: string;
	divisionId: string;
}

/** What is wanted of a client, by the names of the fields, and what is stored of it then. */
function wantedClient({ key, content }: Slot, service: boolean, role: Role, random: Random) {
	const validity = 300 + random.below(86_000);
	const state = random.chance(0.15) ? 'inactive' : 'active';
	const redirects = [`https://${random.word()}.example.com/callback`];
	const scopes = random.some(['analytics', 'groups', 'users:readonly'], 2);
	const description = random.chance(0.5) ? `for ${random.word()}` : undefined;
	const more = { accessTokenValiditySeconds: validity, state, ...(description && { description }) };
	const authorizedGrantType = service ? 'CLIENT-CREDENTIALS' : 'CODE';
	const same = { name: key, authorizedGrantType };
	const without = { description: '', scope: [], registeredRedirectUri: [], roleDivisions: [] };
	const after: Content = {
		...(content ?? without),
		...{ ...same, ...more },
		...(service
			? { roleDivisions: [role] }
			: { scope: scopes, registeredRedirectUri: redirects, roleDivisions: [] }),
	};
	const rights = service ? { roles: [role] } : { scopes, registeredRedirectUris: redirects };
	// A client is made active, and set inactive afterwards.
	const made = { told: /created the OAuth client/, content: { ...after, state: 'active' } };
	return { same, more, rights, after, parts: content ? [] : [made] };
}

function newClient(slot: Slot, service: boolean, role: Role, random: Random): Wish {
	const { same, more, rights, after, parts } = wantedClient(slot, service, role, random);
	return { json: { ...same, ...rights, more }, after, parts };
}

/** One that is there already keeps its grant type. */
function desiredClient(slot: Slot, role: Role, random: Random): Wish {
	const isNew = slot.content === undefined;
	const service = isNew
		? random.chance(0.6)
		: slot.content?.authorizedGrantType === 'CLIENT-CREDENTIALS';
	const { same, more, rights, after, parts } = wantedClient(slot, service, role, random);
	return { json: { ...same, ...rights, ...more }, after, parts };
}

function change({ id, key, content }: Slot, random: Random): Wish {
	const name = random.chance(0.2) ? `${key}+` : undefined;
	const wanted = {
		...(name && { name }),
		...(random.chance(0.5) && { description: random.word() }),
		...(random.chance(0.3) && { state: random.one(['active', 'inactive']) }),
		...{ accessTokenValiditySeconds: 300 + random.below(86_000) },
	};
	return { json: { id, change: wanted }, after: { ...content, ...wanted }, key: name };
}

const partsOfDeletion = ({ content }: Slot): Part[] => [
	{ told: /set the OAuth client .* inactive/, content: { ...content, state: 'inactive' } },
	{ told: /asked Genesys Cloud to delete/, content: undefined },
];

/** OAuth clients of Genesys Cloud. */
export const genesysCloud: ChaosVendor = {
	name: 'genesysCloud',
	node: 'genesysCloud',
	async open(sandbox): Promise<OpenVendor> {
		const { apiUrl, loginUrl, admin } = sandbox.told.genesysCloud;
		const vendor = 'genesysCloud';
		const { roles, divisions, clients } = await sandbox.ask({ ask: 'state', vendor });
		const role = {
			roleId: roles.find(({ name }: any) => name === 'employee').id,
			divisionId: divisions.find(({ name }: any) => name === 'Home').id,
		};
		const others = new Set(clients.map(({ id }: any) => id));
		return {
			hasSessions: true,
			collection: 'clients',
			credentials: {
				genesysCloudOAuth2Api: { region: 'custom', apiUrl, loginUrl, ...admin },
			},
			operations: [
				{
					name: 'create',
					run(random) {
						const service = random.chance(0.6);
						return {
							parameters: {
								...{ ...CLIENT, operation: 'create', name: '={{ $json.name }}' },
								...(service ? ofService(role) : OF_APP),
								additionalFields: fieldsFrom('more', CHANGED),
								secretOutput: random.one(['hidden', 'plain']),
							},
							wish: (slot) => newClient(slot, service, role, random),
						};
					},
				},
				{
					name: 'update',
					run: (random) => ({
						parameters: {
							...{ ...CLIENT, operation: 'update', ...BY_ID },
							updateFields: fieldsFrom('change', ['name', ...CHANGED]),
						},
						wish: (slot) => change(slot, random),
					}),
				},
				{
					name: 'get',
					run: () => ({
						parameters: { ...CLIENT, operation: 'get', ...BY_ID },
						wish: ({ id, content }) => ({ json: { id }, after: content }),
					}),
				},
				{
					name: 'delete',
					run: () => ({
						parameters: { ...CLIENT, operation: 'delete', ...BY_ID },
						wish: (slot) => ({
							...{ json: { id: slot.id }, after: undefined, parts: partsOfDeletion(slot) },
						}),
					}),
				},
				...(['upsert', 'sync'] as const).map(
					(name): ChaosOperation => ({
						name,
						run: (random, within) => ({
							parameters: {
								...desired(CLIENT.resource, name, within),
								secretOutput: random.one(['hidden', 'plain']),
							},
							wish: (slot) => desiredClient(slot, role, random),
						}),
					}),
				),
			],
			partsOfDeletion,
			async setUp(lane, count) {
				const names = Array.from({ length: count }, (_, index) => `${lane} stored ${index}`);
				const { clients: made } = await sandbox.ask({
					...{ ask: 'seed', vendor, additions: { clients: names.map((name) => ({ name })) } },
				});
				return made.map(({ id, name }: any) => ({ subject: name, key: name, id }));
			},
			newSlot: (lane, number) => {
				const name = `${lane} made ${number}`;
				return { subject: name, key: name };
			},
			kept: (state) =>
				state.clients
					.filter(({ id, goneFrom }: any) => goneFrom === undefined && !others.has(id))
					.map((client: any) => ({
						...{ id: client.id, key: client.name, content: contentOf(client) },
					})),
			shown({ name, description, authorizedGrantType, state, secret, ...more }) {
				const readable = typeof secret === 'string' && !secret.startsWith('•');
				return {
					...{ name, authorizedGrantType, state, description: description ?? '' },
					accessTokenValiditySeconds: more.accessTokenValiditySeconds,
					roleDivisions: more.roleDivisions ?? [],
					...(readable && { secret }),
				};
			},
		};
	},
};
