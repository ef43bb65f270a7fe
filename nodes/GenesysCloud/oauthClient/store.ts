import type { IDataObject } from 'n8n-workflow';

import { path } from '../../core/client';
import type { Client } from '../../core/client';
import { howCreated, sharedCreator } from '../../core/createOnce';
import type { Creator } from '../../core/createOnce';
import { differencesOf } from '../../core/difference';
import type { Difference } from '../../core/difference';
import { KeyedLock } from '../../core/keyedLock';
import { sharedListing } from '../../core/listing';
import { sharedRecent } from '../../core/recent';
import type { Recent } from '../../core/recent';
import { Secret } from '../../core/secret';
import { Steps } from '../../core/steps';
import type {
	Compares,
	Creates,
	Gets,
	Lists,
	Made,
	Removes,
	Rewrites,
	Updates,
} from '../../core/store';
import { isRecord } from '../../core/vendor';
import type { IntegrationCredentialStore } from '../integrationCredential/store';
import { afterFailure, createActive, SECRET_LOST } from './create';
import { DEFAULT_VALIDITY_SECONDS, FIELD_NAMES } from './fields';
import type { OAuthClientSpec } from './fields';
import { checkNotOwn, checkOwnChange, checkOwnClient, isOwnClient } from './ownClient';
import type { OwnClientOptions } from './ownClient';
import { allClients, readClient } from './listing';
import { explainRegeneration } from './regenerationFailed';
import { removeClient } from './remove';
import type { RemoveOptions } from './remove';
import { checkGrant } from './rules';
import { usageOf } from './usage';
import type { UsageQuery } from './usage';
import { keyIn, merge, parameterOf, SETS, toRequest, toSpec } from './wire';
import type { OAuthClient, OAuthClientRequest } from './wire';

/** What else may be done on the way when a client is created. */
export interface CreateOptions {
	secretWanted: boolean;
	/** Name of an integration credential to be made with the new client's ID and secret. */
	integrationCredentialName?: string;
	/** What becomes of the client when a later step fails. */
	onFailure?: 'keep' | 'remove';
}

/** The OAuth clients of a Genesys Cloud organization, for one run of a node. */
export class OAuthClientStore
	implements
		Lists<OAuthClient>,
		Gets<OAuthClient, string>,
		Creates<OAuthClientSpec, OAuthClient, CreateOptions>,
		Updates<OAuthClientSpec, OAuthClient, OwnClientOptions, string>,
		Removes<RemoveOptions, string>,
		Compares<OAuthClientSpec, OAuthClient>,
		Rewrites<OAuthClientSpec, OAuthClient>
{
	private readonly creator: Creator;
	private readonly recent: Recent<OAuthClient>;
	private readonly lock = new KeyedLock();
	private homeDivision: Promise<string> | undefined;

	constructor(
		private readonly client: Client,
		private readonly credentials: IntegrationCredentialStore,
	) {
		this.creator = sharedCreator(`OAuth client ${client.key}`);
		this.recent = sharedRecent(`OAuth client ${client.key}`);
	}

	/** The vendor's list has neither pages nor filters, so one call serves the whole run. */
	readonly list = sharedListing<OAuthClient>(() =>
		this.recent.completed(allClients(this.client), async (id) => await this.get(String(id))),
	);

	async get(id: string): Promise<OAuthClient> {
		return await readClient(this.client, id);
	}

	async keyOf({ name }: OAuthClientSpec): Promise<string> {
		return String(name);
	}

	storedKey(stored: OAuthClient): string | undefined {
		return keyIn(stored);
	}

	/** The description of the API has the list give whole records, its example has it give a few members. */
	isWhole({ accessTokenValiditySeconds }: OAuthClient): boolean {
		return accessTokenValiditySeconds !== undefined;
	}

	async whole(listed: OAuthClient): Promise<OAuthClient> {
		return this.isWhole(listed) ? listed : await this.get(listed.id);
	}

	isOwn({ id }: OAuthClient): boolean {
		return isOwnClient(this.client, id);
	}

	async differences(spec: OAuthClientSpec, stored: OAuthClient): Promise<Difference[]> {
		return differencesOf(await this.toRequest(spec), stored, SETS).map((difference) => ({
			...difference,
			field: parameterOf(difference.field),
		}));
	}

	async create(spec: OAuthClientSpec, options: CreateOptions): Promise<Made<OAuthClient>> {
		const steps = new Steps();
		const what = `OAuth client '${spec.name}'`;
		const { stored, secret } = await this.createWithSecret(spec, options, steps);
		const undo = async (thrown: unknown) => await this.undo(thrown, stored, options, steps);

		const name = options.integrationCredentialName;
		const credential = name
			? await steps
					.run(
						`Creating the integration credential '${name}'`,
						async () => await this.credentials.createForClient(name, stored.id, secret),
						({ id }) => `created the integration credential '${name}' (${id})`,
					)
					.catch(undo)
			: undefined;
		const final =
			spec.state === 'inactive'
				? await steps
						.run(
							`Setting the ${what} inactive`,
							async () => await this.replace(stored, { state: 'inactive' }),
							() => `set the ${what} inactive, since Genesys Cloud creates active clients only`,
						)
						.catch(undo)
				: stored;
		return {
			stored: final,
			secret,
			steps: steps.done,
			...(credential && {
				related: {
					integrationCredentialId: credential.id,
					integrationCredentialName: credential.name,
				},
			}),
		};
	}

	async update(
		id: string,
		change: OAuthClientSpec,
		options: OwnClientOptions,
	): Promise<OAuthClient> {
		checkOwnChange(this.client, id, change, options);
		return await this.lock.run(id, async () => {
			const stored = await this.get(id);
			const request = await this.checked(stored, change);
			if (differencesOf(request, stored, SETS).length === 0) return stored;
			return await this.replace(stored, request);
		});
	}

	async rewrite(stored: OAuthClient, change: OAuthClientSpec): Promise<OAuthClient> {
		checkNotOwn(this.client, stored);
		return await this.lock.run(
			stored.id,
			async () => await this.replace(stored, await this.checked(stored, change)),
		);
	}

	async remove(id: string, options: RemoveOptions): Promise<IDataObject> {
		checkOwnClient(this.client, id, 'deleted', options);
		return await this.lock.run(id, async () => {
			const removed = await removeClient(this.client, this, id, options);
			this.recent.gone(id);
			return removed;
		});
	}

	/** Writes a stored client back with some of it changed, and everything else as it was. */
	async replace(stored: OAuthClient, change: OAuthClientRequest): Promise<OAuthClient> {
		return await this.client.request({
			method: 'PUT',
			path: path`/api/v2/oauth/clients/${stored.id}`,
			body: merge(stored, change),
			isUsable: isRecord,
		});
	}

	/**
	 * Makes a new secret for a client; the old one is void from then on. The integration credential
	 * that it is to be written into is looked at first, while nothing has been changed yet.
	 */
	async regenerateSecret(
		id: string,
		{ writeTo, ...options }: OwnClientOptions & { writeTo?: string },
	): Promise<Made<OAuthClient>> {
		checkOwnClient(this.client, id, 'given a new secret', options);
		const target = writeTo ? await this.credentials.getForClient(writeTo) : undefined;
		const steps = new Steps();
		const { stored, secret } = await this.lock.run(id, async () => await this.newSecret(id));
		steps.done.push(`regenerated the secret of the OAuth client '${stored.name}' (${id})`);
		const written = target
			? await steps
					.run(
						`Writing the new secret into the integration credential '${target.name}' (${target.id})`,
						async () => await this.credentials.writeClient(target, id, secret),
						() => `wrote it into the integration credential '${target.name}' (${target.id})`,
					)
					.catch((thrown: unknown) => {
						throw steps.withAllDone(thrown, SECRET_LOST);
					})
			: undefined;
		return {
			stored,
			secret,
			steps: steps.done,
			...(written && {
				related: {
					integrationCredentialId: written.id,
					integrationCredentialName: written.name,
				},
			}),
		};
	}

	/** How much an OAuth client was used. Errors: as all, and InvalidInput for a failed query. */
	async usage(id: string, query: UsageQuery, waitSeconds: number): Promise<IDataObject[]> {
		return await usageOf(this.client, id, query, waitSeconds);
	}

	/** Sent once: every time makes another secret. */
	private async newSecret(
		id: string,
	): Promise<{ stored: OAuthClient; secret: Secret | undefined }> {
		const stored = await this.client
			.request<OAuthClient>({
				method: 'POST',
				path: path`/api/v2/oauth/clients/${id}/secret`,
				isUsable: isRecord,
			})
			.catch((thrown: unknown) => {
				throw explainRegeneration(thrown);
			});
		return { stored, secret: this.secretIn(stored) };
	}

	private async createWithSecret(spec: OAuthClientSpec, options: CreateOptions, steps: Steps) {
		const what = `OAuth client '${spec.name}'`;
		const request: OAuthClientRequest = {
			accessTokenValiditySeconds: DEFAULT_VALIDITY_SECONDS,
			...(await this.toRequest(spec)),
			state: 'active',
		};
		const { stored, adopted, sent } = await createActive(this.client, this.creator, request);
		this.recent.made(stored.id);
		steps.done.push(`created the ${what} (${stored.id})${howCreated(adopted, sent)}`);
		if (!adopted) return { stored, secret: this.secretIn(stored) };
		if (!options.secretWanted && !options.integrationCredentialName) {
			return { stored, secret: undefined };
		}
		// Nobody has seen the secret that was in the lost answer, so a new one harms nobody.
		const { secret } = await steps
			.run(
				'Regenerating its secret',
				async () => await this.newSecret(stored.id),
				() => 'regenerated its secret, since the first one was in the lost answer',
			)
			.catch(async (thrown: unknown) => await this.undo(thrown, stored, options, steps));
		return { stored, secret };
	}

	private async undo(
		thrown: unknown,
		stored: OAuthClient,
		{ onFailure }: CreateOptions,
		steps: Steps,
	): Promise<never> {
		const remove = async () => await this.remove(stored.id, { allowOwnClient: true });
		return await afterFailure(thrown, stored, steps, onFailure === 'remove' ? remove : undefined);
	}

	/** A change in the vendor's words, that with what is stored beside it keeps to the rules. */
	private async checked(stored: OAuthClient, change: OAuthClientSpec): Promise<OAuthClientRequest> {
		const request = await this.toRequest(change);
		const touched = FIELD_NAMES.filter((field) => change[field] !== undefined);
		checkGrant(toSpec(merge(stored, request)), touched);
		return request;
	}

	private async toRequest(spec: OAuthClientSpec): Promise<OAuthClientRequest> {
		const home = spec.roles?.some(({ divisionId }) => divisionId === undefined)
			? await this.home()
			: '';
		return toRequest(spec, home);
	}

	private async home(): Promise<string> {
		this.homeDivision ??= this.client
			.request<{ id: string }>({ method: 'GET', path: '/api/v2/authorization/divisions/home' })
			.then(({ id }) => id);
		return await this.homeDivision;
	}

	private secretIn({ secret }: OAuthClient): Secret | undefined {
		return typeof secret === 'string' && secret !== ''
			? this.client.keepSecret(new Secret(secret))
			: undefined;
	}
}
