import { NodeConnectionTypes } from 'n8n-workflow';
import type {
	IHookFunctions,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

import { onDemand } from '../core/onDemand';
import type { Subscribing } from './connect/subscribing';
import { TEXTS } from './connect/triggerPanel';
import { PROPERTIES } from './ParagonConnectTrigger.properties';

const lookups = async () => await import('./connect/lookups');

const subscribing = async (
	context: IHookFunctions,
	step: (subscription: Subscribing) => Promise<boolean>,
): Promise<boolean> => await (await import('./connect/subscribing')).subscribing(context, step);

export class ParagonConnectTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Paragon Connect Trigger',
		name: 'paragonConnectTrigger',
		icon: { light: 'file:../../icons/paragon.svg', dark: 'file:../../icons/paragon.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["triggerOn"] }}',
		description:
			'Starts when something happens in Jira, or in another app that a user has connected',
		defaults: { name: 'Paragon Connect Trigger' },
		...TEXTS,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'paragonConnectApi', required: true }],
		webhooks: [
			{ name: 'default', httpMethod: 'POST', responseMode: 'onReceived', path: 'webhook' },
		],
		properties: PROPERTIES,
	};

	methods = {
		listSearch: {
			searchTriggers: onDemand(async () => (await lookups()).searchTriggers),
		},
		resourceMapping: {
			getTriggerParameters: onDemand(async () => (await lookups()).getTriggerParameters),
		},
	};

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return await subscribing(this, async (subscription) => await subscription.exists());
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return await subscribing(this, async (subscription) => await subscription.create());
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return await subscribing(this, async (subscription) => await subscription.delete());
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		const { received } = await import('./connect/receiving');
		return await received(this);
	}
}
