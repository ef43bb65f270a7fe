import type { IDataObject } from 'n8n-workflow';

import { path } from '../../core/client';
import type { Client } from '../../core/client';
import { Creator, howCreated, sharedCreator } from '../../core/createOnce';
import type { Difference } from '../../core/difference';
import { KeyedLock } from '../../core/keyedLock';
import { sharedListings } from '../../core/listing';
import type {
	Compares,
	Creates,
	Gets,
	Lists,
	Made,
	Match,
	Removes,
	Updates,
} from '../../core/store';
import { isRecord } from '../../core/vendor';
import { allOf } from '../listing';
import { requestFor } from './change';
import type { CredentialSpec } from './fields';
import { leftToDo, needsConsent, REDIRECT_URL_LOST } from './leftToDo';
import { referencesIn, stillUsed } from './references';
import type { RemoveOptions } from './references';
import { checkCanHaveTest, checkTestVersion } from './versions';
import { differencesIn, secretsOf, toRequest } from './wire';
import type { Credential } from './wire';

/** What Tines itself narrows the list by. */
export interface CredentialQuery {
	team_id?: number;
	folder_id?: number;
	filter?: 'RESTRICTED' | 'UNRESTRICTED' | 'UNUSED_IN_ACTIONS';
}

export interface UpdateOptions {
	/** Whether the live or the test version is changed. */
	version?: 'live' | 'test';
}

/** What came of a creation, live or test. */
interface Creation extends Pick<Made<Credential>, 'stored' | 'related'> {
	/** Whether the answer was lost and the credential was found afterwards. */
	adopted: boolean;
	/** The step, for the output. */
	report: string;
}

const CREDENTIALS = '/api/v1/user_credentials';

/** The credentials of a Tines tenant, for one run of a node. */
export class CredentialStore
	implements
		Lists<Credential, CredentialQuery>,
		Gets<Credential, string>,
		Creates<CredentialSpec, Credential>,
		Updates<CredentialSpec, Credential, UpdateOptions, string>,
		Removes<RemoveOptions, string>,
		Compares<CredentialSpec, Credential>
{
	private readonly creator: Creator;
	/** Test versions go by the ID of their live one, which what is shared knows as created already. */
	private readonly testCreator = new Creator();
	private readonly lock = new KeyedLock();

	constructor(private readonly client: Client) {
		this.creator = sharedCreator(`credential ${client.key}`);
	}

	readonly list = sharedListings<Credential, CredentialQuery>((query) => this.fetchAll(query));

	async get(id: string): Promise<Credential> {
		return await this.read(id);
	}

	match(spec: CredentialSpec): Match<Credential> {
		return ({ name, team_id: teamId }) => name === spec.name && teamId === spec.team_id;
	}

	async differences(spec: CredentialSpec, stored: Credential): Promise<Difference[]> {
		return differencesIn(spec, stored);
	}

	async create(spec: CredentialSpec): Promise<Made<Credential>> {
		this.keepSecrets(spec);
		const made =
			spec.live_credential_id === undefined
				? await this.createLive(spec)
				: await this.createTest(spec, spec.live_credential_id);
		const { stored, report, adopted, related } = made;
		const lost = adopted && needsConsent(spec) ? [REDIRECT_URL_LOST] : [];
		return {
			stored,
			steps: [report, ...lost],
			leftToDo: leftToDo(spec, stored, adopted),
			...(related && { related }),
		};
	}

	async update(
		id: string,
		change: CredentialSpec,
		{ version = 'live' }: UpdateOptions,
	): Promise<Credential> {
		this.keepSecrets(change);
		return await this.lock.run(id, async () => {
			const stored = await this.read(id);
			if (version === 'test') checkTestVersion(stored, change);
			const request = requestFor(stored, change, version);
			// The test version's own content is not given back, so there is nothing to compare with.
			const inStep = version !== 'test' && differencesIn(change, stored).length === 0;
			if (inStep) return stored;
			return await this.client.request<Credential>({
				method: 'PUT',
				path: path`/api/v1/user_credentials/${id}`,
				body: { ...request, ...(version === 'test' && { is_test: true }) },
				isUsable: isRecord,
			});
		});
	}

	async remove(id: string, { deleteReferenced }: RemoveOptions): Promise<IDataObject> {
		return await this.lock.run(id, async () => {
			if (!deleteReferenced) await this.checkUnused(id);
			await this.client.request({
				method: 'DELETE',
				path: path`/api/v1/user_credentials/${id}`,
			});
			return { id: Number(id) };
		});
	}

	private async createLive(spec: CredentialSpec): Promise<Creation> {
		const what = `credential '${spec.name}'`;
		const { stored, adopted, sent } = await this.creator.create(
			{
				what,
				key: `${spec.team_id} ${spec.name}`,
				send: async () => await this.post(toRequest(spec)),
				find: async (since: number) => await this.findCreated(spec, since),
				isSame: (found: Credential) => readableDiffers(spec, found).length === 0,
			},
			this.client.signal,
		);
		return {
			stored,
			adopted,
			report: `created the ${what} (${stored.id})${howCreated(adopted, sent)}`,
		};
	}

	/** A test version takes its team, and what else is not given, from the live credential. */
	private async createTest(spec: CredentialSpec, liveId: number): Promise<Creation> {
		const what = `test version of the credential ${liveId}`;
		const { stored, adopted, sent } = await this.testCreator.create(
			{
				what,
				key: `test of ${liveId}`,
				send: async () => {
					const live = await this.read(liveId);
					checkCanHaveTest(live, spec);
					return await this.post({ team_id: live.team_id, ...toRequest(spec) });
				},
				find: async (since: number) => {
					const live = await this.read(liveId);
					const made = Date.parse(live.test_credential?.created_at ?? '');
					return made >= this.client.earliest(since) ? [live] : [];
				},
			},
			this.client.signal,
		);
		return {
			stored,
			adopted,
			report: `created the ${what}${howCreated(adopted, sent)}`,
			// Whose ID the answer has, the live one's or one of its own, is not documented.
			related: { live_credential_id: liveId },
		};
	}

	private async post(body: IDataObject): Promise<Credential> {
		return await this.client.request<Credential>({
			method: 'POST',
			path: CREDENTIALS,
			body,
			isUsable: isRecord,
		});
	}

	private async read(id: number | string, query?: { include_references: true }) {
		return await this.client.request<Credential>({
			method: 'GET',
			path: path`/api/v1/user_credentials/${id}`,
			query,
			isUsable: isRecord,
		});
	}

	/** A tenant that does not name references may still list what no action uses. */
	private async checkUnused(id: string): Promise<void> {
		const stored = await this.read(id, { include_references: true });
		const references = referencesIn(stored);
		if (references?.length === 0) return;
		if (references === undefined) {
			const query = { team_id: stored.team_id, filter: 'UNUSED_IN_ACTIONS' } as const;
			for await (const unused of this.list(query)) if (unused.id === stored.id) return;
		}
		throw stillUsed(stored, references ?? []);
	}

	private async findCreated(spec: CredentialSpec, since: number): Promise<Credential[]> {
		const isMatch = this.match(spec);
		const found: Credential[] = [];
		for await (const listed of this.fetchAll({ team_id: spec.team_id })) {
			const made = Date.parse(listed.created_at ?? '');
			if (isMatch(listed) && made >= this.client.earliest(since)) found.push(listed);
		}
		return found;
	}

	private fetchAll(query: CredentialQuery): AsyncGenerator<Credential> {
		return allOf<Credential>(this.client, 'user_credentials', { ...query });
	}

	private keepSecrets(spec: CredentialSpec): void {
		for (const secret of secretsOf(spec)) this.client.keepSecret(secret);
	}
}

const readableDiffers = (spec: CredentialSpec, stored: Credential) =>
	differencesIn(spec, stored).filter(({ kind }) => kind === 'changed');
