import type { IDataObject } from 'n8n-workflow';

import { path } from '../../core/client';
import type { Client } from '../../core/client';
import type { Difference } from '../../core/difference';
import { InvalidInput, Refused } from '../../core/errors';
import { KeyedLock } from '../../core/keyedLock';
import { sharedListing } from '../../core/listing';
import { Secret } from '../../core/secret';
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
import { redirectUrlOf } from '../address';
import type { Integration, IntegrationStore } from '../integration/store';
import { nameOf } from '../integration/store';
import { allOf } from '../listing';
import { inProject } from '../project/store';
import { Existing } from './existing';
import { UUID } from '../../core/uuid';
import { FIELDS } from './fields';
import type { IntegrationCredentialSpec } from './fields';
import { checkComplete, checkIsOAuth, checkScheme, checkScopes, scopesFor } from './rules';
import { sensitiveTexts } from './sensitive';
import { differencesIn, fromWire, mergedValues, OAUTH_APP } from './wire';
import type { IntegrationCredential, Values } from './wire';

/** How one credential is named: by its ID, or by the integration that it is of. */
export type CredentialRef = { id: string } | { integration: string };

/** The integration credentials of one project, for one run of a node. */
export class IntegrationCredentialStore
	implements
		Lists<IntegrationCredential>,
		Gets<IntegrationCredential, CredentialRef>,
		Creates<IntegrationCredentialSpec, IntegrationCredential>,
		Updates<IntegrationCredentialSpec, IntegrationCredential, object, CredentialRef>,
		Removes<object, CredentialRef>,
		Compares<IntegrationCredentialSpec, IntegrationCredential>,
		Rewrites<IntegrationCredentialSpec, IntegrationCredential>
{
	private readonly lock = new KeyedLock();
	/** By the ID of the integration, whatever their scheme. */
	private readonly existing = new Existing(async () => {
		const byIntegration = new Map<string, IntegrationCredential>();
		for await (const credential of this.fetchAll()) {
			const { integrationId, scheme } = credential;
			// Should there be several, it is the OAuth app that all of this is about.
			if (scheme === OAUTH_APP || !byIntegration.has(integrationId)) {
				byIntegration.set(integrationId, credential);
			}
		}
		return byIntegration;
	});

	constructor(
		private readonly client: Client,
		private readonly integrations: IntegrationStore,
	) {}

	/** Without the values of each: Paragon gives them for a single one only. */
	readonly list = sharedListing<IntegrationCredential>(() => this.oauthApps());

	async get(ref: CredentialRef): Promise<IntegrationCredential> {
		return await this.read(await this.idOf(ref));
	}

	/** The ID of the integration: it has one credential at most. */
	async keyOf({ integration }: IntegrationCredentialSpec): Promise<string> {
		const ref = String(integration);
		const id = UUID.pattern.test(ref) ? ref : (await this.integrations.get(ref)).id;
		return id.toLowerCase();
	}

	/** With the type of an integration in place of its ID; one that is not there is missed later on. */
	async placed(spec: IntegrationCredentialSpec): Promise<IntegrationCredentialSpec> {
		const ref = String(spec.integration).toLowerCase();
		if (!UUID.pattern.test(ref)) return spec;
		for await (const { id, type } of this.integrations.list()) {
			if (id.toLowerCase() === ref) return { ...spec, integration: type };
		}
		return spec;
	}

	storedKey({ integrationId }: IntegrationCredential): string {
		return integrationId.toLowerCase();
	}

	async whole({ id }: IntegrationCredential): Promise<IntegrationCredential> {
		return await this.read(id);
	}

	async differences(
		spec: IntegrationCredentialSpec,
		stored: IntegrationCredential,
	): Promise<Difference[]> {
		this.keepSecrets(spec);
		if (spec.integration !== undefined && (await this.keyOf(spec)) !== this.storedKey(stored)) {
			throw new InvalidInput(
				FIELDS.integration.property.displayName,
				`the credential ${stored.id} is of the integration ${stored.integrationId}, not of ${spec.integration}, and cannot be moved`,
			);
		}
		return differencesIn(withAllScopes(stored.provider, spec), stored);
	}

	/** Paragon's call would replace a credential that is there already, so that is looked for first. */
	async create(spec: IntegrationCredentialSpec): Promise<Made<IntegrationCredential>> {
		this.keepSecrets(spec);
		const integration = await this.integrations.get(String(spec.integration));
		checkIsOAuth(integration);
		const scopes = scopesFor(integration, spec);
		checkScopes(integration, scopes);
		return await this.lock.run(integration.id, async () => {
			const existing = await this.existing.find(integration.id);
			if (existing) {
				checkScheme(existing);
				throw alreadyThere(integration, existing);
			}
			const since = this.client.earliest(Date.now());
			const stored = await this.put(integration, mergedValues({ ...spec, scopes }));
			const what = `the integration credential of '${nameOf(integration)}' (${stored.id})`;
			const older = Date.parse(String(stored.dateCreated ?? '')) < since;
			return {
				stored,
				steps: [
					older
						? `replaced ${what}, which somebody else had made in the meantime`
						: `created ${what}`,
				],
			};
		});
	}

	async update(
		ref: CredentialRef,
		change: IntegrationCredentialSpec,
	): Promise<IntegrationCredential> {
		this.keepSecrets(change);
		const id = await this.idOf(ref);
		return await this.lock.run(id, async () => {
			const stored = await this.read(id);
			const inStep = differencesIn(change, stored).length === 0;
			return inStep && !change.scopes ? stored : await this.write(stored, change, inStep);
		});
	}

	async rewrite(
		stored: IntegrationCredential,
		change: IntegrationCredentialSpec,
	): Promise<IntegrationCredential> {
		this.keepSecrets(change);
		return await this.lock.run(
			stored.id,
			async () => await this.write(stored, withAllScopes(stored.provider, change)),
		);
	}

	async remove(ref: CredentialRef): Promise<IDataObject> {
		const id = await this.idOf(ref);
		await this.client.request({
			method: 'DELETE',
			path: inProject(this.projectId, path`/credentials/${id}`),
		});
		return { id };
	}

	/** @param stored the whole of it: Paragon replaces all values with those that are sent */
	private async write(
		stored: IntegrationCredential,
		change: IntegrationCredentialSpec,
		inStep = false,
	): Promise<IntegrationCredential> {
		if (change.scopes) {
			checkScopes(await this.integrations.get(stored.integrationId), change.scopes);
		}
		if (inStep) return stored;
		const values = mergedValues(change, stored);
		checkComplete(values);
		return await this.put({ id: stored.integrationId, type: stored.provider }, values);
	}

	private get projectId(): string {
		return this.integrations.projectId;
	}

	private async idOf(ref: CredentialRef): Promise<string> {
		if ('id' in ref) return ref.id;
		const integration = await this.integrations.get(ref.integration);
		const existing = await this.existing.find(integration.id);
		if (existing) {
			checkScheme(existing);
			return existing.id;
		}
		throw new Refused({
			status: 404,
			message: `The integration '${nameOf(integration)}' has no credential in this project`,
			help: 'Make one with the operation Create. Without one, Paragon uses its own development keys.',
		});
	}

	private async read(id: string): Promise<IntegrationCredential> {
		const stored = this.received(
			await this.client.request<IntegrationCredential>({
				method: 'GET',
				path: inProject(this.projectId, path`/credentials/${id}/decrypted`),
				isUsable: isRecord,
			}),
		);
		checkScheme(stored);
		return stored;
	}

	/** Sent again when its answer is lost: it is the same credential however often it is written. */
	private async put(
		integration: Pick<Integration, 'id' | 'type'>,
		values: Values,
	): Promise<IntegrationCredential> {
		const answer = await this.client.request<IntegrationCredential>({
			method: 'PUT',
			path: inProject(this.projectId, '/credentials/oauth'),
			body: {
				name: this.client.ownId,
				values,
				provider: integration.type,
				scheme: OAUTH_APP,
				integrationId: integration.id,
			},
			isUsable: isRecord,
		});
		const stored = this.received({ ...answer, values });
		this.existing.know(integration.id, stored);
		return stored;
	}

	/** From here on its secrets are masked in whatever Paragon says, the client secret kept apart. */
	private received(given: IntegrationCredential): IntegrationCredential {
		const stored = fromWire(given, redirectUrlOf(this.client.baseUrl));
		this.keepSecrets({ clientSecret: stored.clientSecret, extraValuesJson: stored.values });
		return stored;
	}

	private keepSecrets({ clientSecret, ...extra }: SecretParts): void {
		if (clientSecret) this.client.keepSecret(clientSecret);
		const { extraValues = {}, extraValuesJson = {} } = extra;
		for (const text of sensitiveTexts({ ...extraValues, ...extraValuesJson })) {
			this.client.keepSecret(new Secret(text));
		}
	}

	private async *oauthApps(): AsyncGenerator<IntegrationCredential> {
		for await (const credential of this.fetchAll()) {
			if ((credential.scheme ?? OAUTH_APP) === OAUTH_APP) yield credential;
		}
	}

	private async *fetchAll(): AsyncGenerator<IntegrationCredential> {
		const listing = inProject(this.projectId, '/credentials');
		for await (const credential of allOf<IntegrationCredential>(this.client, listing)) {
			yield this.received(credential);
		}
	}
}

/** All scopes that are asked for in the one field that Paragon has for them. */
function withAllScopes(
	provider: string,
	{ jiraScopes, ...spec }: IntegrationCredentialSpec,
): IntegrationCredentialSpec {
	if (spec.scopes === undefined && jiraScopes === undefined) return spec;
	return { ...spec, scopes: scopesFor({ type: provider }, { ...spec, jiraScopes }) };
}

/** What of a credential may hold secrets. */
interface SecretParts {
	clientSecret?: Secret;
	extraValues?: IDataObject;
	extraValuesJson?: IDataObject;
}

function alreadyThere(integration: Integration, { id }: IntegrationCredential): InvalidInput {
	return new InvalidInput(
		FIELDS.integration.property.displayName,
		`'${nameOf(integration)}' has an integration credential already: ${id}`,
		'Creating another would replace it without a word. Use the operation Update to change it, or Delete first.',
	);
}
