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

const CREDENTIAL = { resource: 'integrationCredential' };
const byId = (value: string) => ({ __rl: true, mode: 'id', value });
const PROJECT = { projectId: byId('={{ $json.project }}') };
const BY_ID = { ...PROJECT, integrationCredentialId: byId('={{ $json.id }}') };

/** How many integrations a project has: each has one credential at most. */
const IN_A_PROJECT = 25;

/** What is wanted of a credential, by the names of the fields, and what is stored of it then. */
function wantedCredential({ key, content }: Slot, random: Random) {
	const scopes = random.some(['read', 'write', 'admin', 'offline'], 1 + random.below(3));
	const extra = random.chance(0.4) ? { tenant: random.word() } : {};
	const keys = { clientId: random.word(), clientSecret: random.word() };
	return {
		given: { integration: key, ...keys, scopes },
		more: Object.keys(extra).length > 0 ? { extraValuesJson: extra } : {},
		after: { ...content, ...keys, scopes: scopes.join(' '), ...extra },
	};
}

function newCredential(slot: Slot, random: Random): Wish {
	const { given, more, after } = wantedCredential(slot, random);
	return { json: { project: slot.place?.project, ...given, more }, after };
}

function desiredCredential(slot: Slot, random: Random): Wish {
	const { given, more, after } = wantedCredential(slot, random);
	return { json: { projectId: slot.place?.project, ...given, ...more }, after };
}

function change({ id, content, place }: Slot, random: Random): Wish {
	const wanted: Content = {
		...(random.chance(0.5) && { clientId: random.word() }),
		...(random.chance(0.3) && { scopes: random.some(['read', 'write', 'admin'], 2) }),
		clientSecret: random.word(),
	};
	const { scopes = undefined, ...same } = wanted as { scopes?: string[] };
	return {
		json: { project: place?.project, id, change: wanted },
		after: { ...content, ...same, ...(scopes && { scopes: scopes.join(' ') }) },
	};
}

/** Integration credentials of Paragon: one for each of many integrations in several projects. */
export const paragon: ChaosVendor = {
	name: 'paragon',
	node: 'paragon',
	async open(sandbox): Promise<OpenVendor> {
		const vendor = 'paragon';
		const { url, admin } = sandbox.told.paragon;
		const seed = async (additions: Record<string, unknown>) =>
			await sandbox.ask({ ask: 'seed', vendor, additions });
		const { credentials } = await sandbox.ask({ ask: 'state', vendor });
		const others = new Set(credentials.map(({ id }: any) => id));
		const there = ({ id, place }: Slot) => ({ project: place?.project, id });
		return {
			hasSessions: true,
			collection: 'credentials',
			credentials: { paragonApi: { baseUrl: url, ...admin } },
			operations: [
				{
					name: 'create',
					run: (random) => ({
						parameters: {
							...{ ...CREDENTIAL, operation: 'create', ...PROJECT },
							integration: byId('={{ $json.integration }}'),
							...{ clientId: '={{ $json.clientId }}', clientSecret: '={{ $json.clientSecret }}' },
							scopes: '={{ $json.scopes }}',
							additionalFields: fieldsFrom('more', ['extraValuesJson']),
						},
						wish: (slot) => newCredential(slot, random),
					}),
				},
				{
					name: 'update',
					run: (random) => ({
						parameters: {
							...{ ...CREDENTIAL, operation: 'update', ...BY_ID },
							updateFields: fieldsFrom('change', ['clientId', 'clientSecret', 'scopes']),
						},
						wish: (slot) => change(slot, random),
					}),
				},
				{
					name: 'get',
					run: (random) => ({
						parameters: {
							...{ ...CREDENTIAL, operation: 'get', ...BY_ID },
							secretOutput: random.one(['hidden', 'plain']),
						},
						wish: (slot) => ({ json: there(slot), after: slot.content }),
					}),
				},
				{
					name: 'delete',
					run: () => ({
						parameters: { ...CREDENTIAL, operation: 'delete', ...BY_ID },
						wish: (slot) => ({ json: there(slot), after: undefined }),
					}),
				},
				...(['upsert', 'sync'] as const).map(
					(name): ChaosOperation => ({
						name,
						run: (random) => ({
							parameters: {
								...desired(CREDENTIAL.resource, name),
								projectId: byId('={{ $json.projectId }}'),
							},
							wish: (slot) => desiredCredential(slot, random),
						}),
					}),
				),
			],
			async setUp(lane, count, random) {
				const titles = Array.from(
					{ length: Math.ceil((2 * count) / IN_A_PROJECT) },
					(_, index) => `${lane} ${index}`,
				);
				const { projects } = await seed({ projects: titles.map((title) => ({ title })) });
				const { integrations } = await seed({
					integrations: projects.flatMap(({ id }: any) =>
						Array.from({ length: IN_A_PROJECT }, () => ({ type: 'linear', projectId: id })),
					),
				});
				const used = integrations.filter(() => random.chance(0.5));
				const made = await seed({
					credentials: used.map(({ id, projectId }: any) => ({ integrationId: id, projectId })),
				});
				const credentialOf = new Map(
					made.credentials.map(({ id, integrationId }: any) => [integrationId, id]),
				);
				return integrations.map(({ id, projectId }: any, index: number) => ({
					...{ subject: `${lane} integration ${index}`, key: id, id: credentialOf.get(id) },
					place: { project: projectId },
				}));
			},
			kept: (state) =>
				state.credentials
					.filter(({ id }: any) => !others.has(id))
					.map(({ id, integrationId, values }: any) => ({
						...{ id, key: integrationId, content: values },
					})),
			shown: ({ oauth, secret }) => ({
				...(oauth && { clientId: oauth.client_id, scopes: oauth.scopes.join(' ') }),
				...(typeof secret === 'string' && !secret.startsWith('•') && { clientSecret: secret }),
			}),
		};
	},
};
