import { bodyOf, credentialOf, namesOf, newCaller } from './genesysCloud.mts';
import type { Job } from './protocol.mts';
import type { BenchSandbox } from './sandboxControl.mts';

/** What is to be kept in step, and what a vendor has of it. */
export interface SyncCase {
	/** The vendor's name in the sandbox. */
	vendor: string;
	title: string;
	/** The path of its list, and of single things under it. */
	path: string;
	/** How many requests it takes to list so many. */
	pages(count: number): number;
	/**
	 * Seeds so many, of which every hundredth has drifted, and makes the sync that puts them right: one
	 * input item for each, its fields by parameter names.
	 */
	prepare(sandbox: BenchSandbox, count: number): Promise<Job>;
}

/** Every hundredth has drifted. */
const DRIFTS_EVERY = 100;

export const driftIn = (count: number): number => Math.ceil(count / DRIFTS_EVERY);

const WANTED = 'as it is to be';
const DRIFTED = 'changed by hand';

const described = (index: number) => (index % DRIFTS_EVERY === 0 ? DRIFTED : WANTED);

/** The stand-ins are seeded in steps, each a request of its own. */
const SEEDED_AT_ONCE = 20_000;

async function seed(
	sandbox: BenchSandbox,
	vendor: string,
	kind: string,
	records: object[],
): Promise<void> {
	for (let from = 0; from < records.length; from += SEEDED_AT_ONCE) {
		await sandbox.seed(vendor, { [kind]: records.slice(from, from + SEEDED_AT_ONCE) });
	}
}

const syncOf = (
	type: string,
	resource: string,
	options: object,
	items: Array<Record<string, unknown>>,
) => ({
	nodes: [
		{
			name: 'Node',
			type,
			parameters: { resource, operation: 'sync', inputFormat: 'item', options },
		},
	],
	items: items.map((json) => ({ json })),
	outputOf: 'Node',
});

const genesysCloud: SyncCase = {
	vendor: 'genesysCloud',
	title: 'Genesys Cloud, OAuth clients',
	path: '/api/v2/oauth/clients',
	// All clients come in one answer.
	pages: () => 1,
	async prepare(sandbox, count) {
		const caller = await newCaller(sandbox);
		const names = namesOf('Client', count);
		const records = names.map((name, index) => ({
			...bodyOf(name, caller),
			description: described(index),
		}));
		await seed(sandbox, 'genesysCloud', 'clients', records);
		const roles = { role: [{ roleId: caller.roleId, divisionId: caller.divisionId }] };
		const wanted = names.map((name) => ({
			...{ name, authorizedGrantType: 'CLIENT-CREDENTIALS', roles },
			description: WANTED,
		}));
		return {
			...syncOf('genesysCloud', 'oauthClient', {}, wanted),
			credentials: credentialOf(sandbox, caller),
			credentialId: caller.clientId,
		};
	},
};

const tines: SyncCase = {
	vendor: 'tines',
	title: 'Tines, credentials',
	path: '/api/v1/user_credentials',
	// Tines gives 500 a page at the most.
	pages: (count) => Math.ceil(count / 500),
	async prepare(sandbox, count) {
		const name = `Bench ${Date.now()}`;
		const { teams } = await sandbox.seed('tines', { teams: [{ name }] });
		const [{ id: teamId }] = teams;
		const names = namesOf('Credential', count);
		const records = names.map((name, index) => ({
			...{ name, mode: 'TEXT', team_id: teamId, description: described(index) },
		}));
		await seed(sandbox, 'tines', 'credentials', records);
		const wanted = names.map((name) => ({
			...{ name, mode: 'TEXT', team_id: teamId, value: 'the secret', description: WANTED },
		}));
		return {
			// Tines never gives the value back, so that whether it differs is unknown.
			...syncOf('tines', 'credential', { whenUnknown: 'skip' }, wanted),
			credentials: {
				tinesApi: { tenantUrl: sandbox.tines.url, apiKey: sandbox.tines.owner.apiKey },
			},
			// Each job with a limit of its own.
			credentialId: name,
		};
	},
};

export const SYNC_CASES = [genesysCloud, tines] as const;
