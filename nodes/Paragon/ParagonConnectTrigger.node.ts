import { NodeConnectionTypes } from 'n8n-workflow';
import type {
	IHookFunctions,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

import { locatorProperty } from '../core/locator';
import { without } from '../core/record';
import { EVENTS, OTHER } from './connect/events';
import { projectIdOf } from './connect/hosts';
import { eventIn, placeOf, secretFor } from './connect/incoming';
import * as lookups from './connect/lookups';
import { hasCome } from './connect/seen';
import { subscribing } from './connect/subscribing';
import { TEXTS, TRIGGER, TRIGGER_PARAMETERS } from './connect/triggerPanel';
import { ON_BEHALF } from './connect/user';

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
		properties: [
			...ON_BEHALF.properties,
			{
				displayName: 'Trigger On',
				name: 'triggerOn',
				type: 'options',
				options: EVENTS,
				default: 'newIssue',
				required: true,
			},
			{
				displayName: 'JQL Filter',
				name: 'jql',
				type: 'string',
				default: '',
				placeholder: 'e.g. project = OPS',
				description: 'Only for issues that this query finds',
				displayOptions: { show: { triggerOn: ['issueUpdated', 'newComment', 'newIssue'] } },
			},
			{ ...locatorProperty(TRIGGER), displayOptions: { show: { triggerOn: [OTHER] } } },
			{ ...TRIGGER_PARAMETERS, displayOptions: { show: { triggerOn: [OTHER] } } },
		],
	};

	methods = {
		listSearch: { searchTriggers: lookups.searchTriggers },
		resourceMapping: { getTriggerParameters: lookups.getTriggerParameters },
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
		const credential = await this.getCredentials('paragonConnectApi');
		const place = placeOf(this.getNode(), this.getNodeWebhookUrl('default'));
		const { rawBody } = this.getRequestObject() as { rawBody?: Buffer };
		const { subscriptionId } = this.getWorkflowStaticData('node');
		const event = eventIn(rawBody ?? Buffer.alloc(0), this.getHeaderData()['x-paragon-signature'], {
			projectId: projectIdOf(credential),
			subscriptionId: typeof subscriptionId === 'string' ? subscriptionId : undefined,
			secret: secretFor(String(credential.privateKey), place),
			signingSecret: String(credential.webhookSigningSecret ?? '') || undefined,
		});
		if (!event) {
			this.getResponseObject().status(401).json({ message: 'Unauthorized' });
			return { noWebhookResponse: true };
		}
		// It was taken already: said again, so that Paragon stops sending it.
		if (hasCome(`${this.getMode()} ${place}`, event.eventId))
			return { webhookResponse: { received: true } };
		const json = without(event, 'triggerSubscriptionMetadata');
		return { workflowData: [this.helpers.returnJsonArray([json])] };
	}
}
