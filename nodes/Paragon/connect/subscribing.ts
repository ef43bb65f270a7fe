import type { IDataObject, IHookFunctions } from 'n8n-workflow';

import { Client } from '../../core/client';
import { sameValue } from '../../core/difference';
import { InvalidInput, Refused, toNodeError } from '../../core/errors';
import { readRequiredLocator } from '../../core/locator';
import { definitionOf, NEEDS_CONFIGURATION, OTHER } from './events';
import { Gateway } from './gateway';
import { placeOf, SECRET_MEMBER, secretFor } from './incoming';
import { mapped } from './toolResource';
import { TRIGGER, TRIGGER_PARAMETERS } from './triggerPanel';
import { Triggers } from './triggers';
import type { TriggerDefinition } from './triggers';
import { PARAGON_CONNECT } from './vendor';

/** What n8n keeps of a subscription between runs. Nothing of it is secret. */
interface Kept extends IDataObject {
	subscriptionId?: string;
}

/** A trigger's subscription at Paragon: one for each webhook URL of n8n. */
export class Subscribing {
	private constructor(
		private readonly context: IHookFunctions,
		private readonly triggers: Triggers,
		private readonly url: string,
	) {}

	static async open(context: IHookFunctions): Promise<Subscribing> {
		const url = context.getNodeWebhookUrl('default');
		if (!url) throw new InvalidInput('Webhook', 'n8n has no address for this trigger');
		const client = await Client.open(context, PARAGON_CONNECT);
		const userId = String(context.getNodeParameter('userId', '') ?? '').trim();
		return new Subscribing(context, new Triggers(new Gateway(client, userId || undefined)), url);
	}

	/** Whether Paragon sends what is wanted; what it sends else, or no more, is taken away. */
	async exists(): Promise<boolean> {
		const { type, parameters } = await this.wanted();
		const secret = await this.secret();
		let found = false;
		for (const subscription of await this.triggers.subscriptionsTo(this.url)) {
			const usable =
				!found &&
				subscription.status !== 'ERRORED' &&
				subscription.type === type &&
				sameValue(subscription.parameters ?? {}, parameters) &&
				// With another signing key it would bear a secret that no longer counts, or an unknown one.
				subscription.webhookOverride?.metadata?.[SECRET_MEMBER] === secret;
			if (usable) {
				this.kept.subscriptionId = subscription.id;
				found = true;
			} else {
				await this.triggers.unsubscribe(subscription.id);
			}
		}
		return found;
	}

	async create(): Promise<boolean> {
		const { integration, type, parameters } = await this.wanted();
		const { id } = await this.triggers
			.subscribe({
				integration,
				type,
				parameters,
				url: this.url,
				metadata: { [SECRET_MEMBER]: await this.secret() },
			})
			.catch((thrown: unknown) => {
				throw this.explained(thrown);
			});
		this.kept.subscriptionId = id;
		return true;
	}

	async delete(): Promise<boolean> {
		for (const { id } of await this.triggers.subscriptionsTo(this.url)) {
			await this.triggers.unsubscribe(id);
		}
		delete this.kept.subscriptionId;
		return true;
	}

	private get kept(): Kept {
		return this.context.getWorkflowStaticData('node') as Kept;
	}

	private async secret(): Promise<string> {
		const { privateKey } = await this.context.getCredentials(PARAGON_CONNECT.credentialType);
		return secretFor(String(privateKey), placeOf(this.context.getNode(), this.url));
	}

	private get event(): string {
		return String(this.context.getNodeParameter('triggerOn'));
	}

	private async wanted(): Promise<{ integration: string; type: string; parameters: IDataObject }> {
		const definition = await this.definition();
		const { integration, type } = definition;
		return { integration, type, parameters: this.parametersOf(definition) };
	}

	private async definition(): Promise<TriggerDefinition> {
		if (this.event !== OTHER) {
			return definitionOf(this.event, await this.triggers.definitions('jira'));
		}
		const value = readRequiredLocator(TRIGGER, this.context.getNodeParameter(TRIGGER.name));
		const all = await this.triggers.definitions();
		const found = all.find(({ integration, type }) =>
			[`${integration} ${type}`, type].includes(value),
		);
		if (found) return found;
		throw new InvalidInput(
			'Trigger',
			`'${value}' is not one that this user has`,
			'Pick it from the list.',
		);
	}

	private parametersOf({ parameters = [] }: TriggerDefinition): IDataObject {
		if (this.event === OTHER) {
			return given(mapped(this.context.getNodeParameter(TRIGGER_PARAMETERS.name, {})));
		}
		const jql = String(this.context.getNodeParameter('jql', '') ?? '').trim();
		if (jql === '') return {};
		const jqlParameter = parameters.find(({ id }) => /jql/i.test(id));
		if (jqlParameter) return { [jqlParameter.id]: jql };
		throw new InvalidInput('JQL Filter', 'this trigger of Paragon takes none');
	}

	private explained(thrown: unknown): unknown {
		if (!(thrown instanceof Refused) || !NEEDS_CONFIGURATION.includes(this.event)) return thrown;
		return new Refused({
			status: thrown.status,
			message: thrown.message,
			code: thrown.code,
			help: 'Project Created and Project Updated need the scope manage:jira-configuration: add it to the integration credential of Jira in Paragon and to your Jira app, and let the user connect again.',
		});
	}
}

/** Parameters without those that the panel leaves empty. */
const given = (parameters: IDataObject): IDataObject =>
	Object.fromEntries(
		Object.entries(parameters).filter(([, value]) => ![undefined, null, ''].includes(value as '')),
	);

/** Runs a step of a subscription's life; its errors are made into n8n's. */
export async function subscribing<Result>(
	context: IHookFunctions,
	step: (subscription: Subscribing) => Promise<Result>,
): Promise<Result> {
	return await Subscribing.open(context)
		.then(step)
		.catch((thrown: unknown) => {
			throw toNodeError(context.getNode(), thrown);
		});
}
