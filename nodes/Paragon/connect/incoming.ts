import type { IDataObject, INode } from 'n8n-workflow';
import { createHmac, timingSafeEqual } from 'node:crypto';

import { parsed } from '../../core/jsonField';

/** No event of an app is anywhere near this size, in bytes. */
const LARGEST = 1024 * 1024;

/** What an event has to bear to be taken for one of ours. */
export interface Expected {
	projectId: string;
	/** The subscription, as far as n8n knows it. */
	subscriptionId?: string;
	/** What was given to Paragon when subscribing. */
	secret: string;
	/** The project's signing secret; without it the signature cannot be checked. */
	signingSecret?: string;
}

/** An event as Paragon sends it. */
export interface Incoming extends IDataObject {
	eventId: string;
	payload?: IDataObject;
}

/** The member of the metadata that holds our own secret. */
export const SECRET_MEMBER = 'n8nSecret';

/**
 * What the addresses of a trigger have in common, the one for tests and the one for production: of a
 * call that comes in n8n tells only the latter, whichever it came to.
 */
export const placeOf = (node: Pick<INode, 'id' | 'webhookId'>, url: string | undefined): string =>
	`${url ? new URL(url).origin : ''} ${node.webhookId ?? node.id}`;

/**
 * A secret of our own for a subscription, which nobody who does not have the signing key can make. It
 * is not kept anywhere: it is made anew when it is needed.
 *
 * @param place where the events go, see {@link placeOf}
 */
export const secretFor = (signingKey: string, place: string): string =>
	createHmac('sha256', signingKey).update(`n8n webhook ${place}`).digest('base64url');

/** Paragon's documents: `v1=`, then HMAC-SHA256 over the body; in which notation they do not say. */
export function isSigned(body: Buffer, header: unknown, signingSecret: string): boolean {
	const [, signature = ''] = /^v1=(.+)$/.exec(textOf(header).trim()) ?? [];
	const digest = createHmac('sha256', signingSecret).update(body).digest();
	return [digest.toString('hex'), digest.toString('base64'), digest.toString('base64url')].some(
		(expected) =>
			isSame(expected, /^[0-9a-f]+$/i.test(signature) ? signature.toLowerCase() : signature),
	);
}

/**
 * The event in a call, or undefined when anything about it is not as it has to be: who is told why a
 * forged call was refused can make a better one.
 */
export function eventIn(
	body: Buffer,
	signature: unknown,
	expected: Expected,
): Incoming | undefined {
	if (body.length === 0 || body.length > LARGEST) return undefined;
	if (expected.signingSecret && !isSigned(body, signature, expected.signingSecret))
		return undefined;
	const event = objectOf(body);
	if (!event || typeof event.eventId !== 'string' || event.eventId === '') return undefined;
	const metadata = (event.triggerSubscriptionMetadata ?? {}) as IDataObject;
	if (!isSame(expected.secret, textOf(metadata[SECRET_MEMBER]))) return undefined;
	if (event.projectId !== expected.projectId) return undefined;
	const { subscriptionId } = expected;
	if (subscriptionId !== undefined && event.triggerSubscriptionId !== subscriptionId)
		return undefined;
	return event as Incoming;
}

/** Anybody may send anything, and some values cannot be made into text. */
const textOf = (value: unknown) => (typeof value === 'string' ? value : '');

function objectOf(body: Buffer): IDataObject | undefined {
	const value = parsed(body.toString('utf8'));
	const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
	return isObject ? (value as IDataObject) : undefined;
}

/** Compares in a time that tells nothing. */
function isSame(expected: string, given: string): boolean {
	const [one, other] = [expected, given].map((text) =>
		createHmac('sha256', 'same').update(text).digest(),
	);
	return one !== undefined && other !== undefined && timingSafeEqual(one, other);
}
