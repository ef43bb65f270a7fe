import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { without } from '../../core/record';
import { projectIdOf } from './hosts';
import { eventIn, placeOf, secretFor } from './incoming';
import { hasCome } from './seen';

/** What comes of a call to a trigger's address: a run of the workflow, if it is an event that is new. */
export async function received(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const credential = await context.getCredentials('paragonConnectApi');
	const place = placeOf(context.getNode(), context.getNodeWebhookUrl('default'));
	const { rawBody } = context.getRequestObject() as { rawBody?: Buffer };
	const { subscriptionId } = context.getWorkflowStaticData('node');
	const event = eventIn(
		rawBody ?? Buffer.alloc(0),
		context.getHeaderData()['x-paragon-signature'],
		{
			projectId: projectIdOf(credential),
			subscriptionId: typeof subscriptionId === 'string' ? subscriptionId : undefined,
			secret: secretFor(String(credential.privateKey), place),
			signingSecret: String(credential.webhookSigningSecret ?? '') || undefined,
		},
	);
	if (!event) {
		context.getResponseObject().status(401).json({ message: 'Unauthorized' });
		return { noWebhookResponse: true };
	}
	// It was taken already: said again, so that Paragon stops sending it.
	if (hasCome(`${context.getMode()} ${place}`, event.eventId))
		return { webhookResponse: { received: true } };
	const json = without(event, 'triggerSubscriptionMetadata');
	return { workflowData: [context.helpers.returnJsonArray([json])] };
}
