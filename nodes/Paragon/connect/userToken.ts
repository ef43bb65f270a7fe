import { createPrivateKey, createSign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

import { InvalidInput } from '../../core/errors';

/** How long a user token is good for, in seconds: what Paragon's documents suggest. */
const LIFETIME_SECONDS = 3600;

/** Slack for a clock that is ahead of Paragon's, in seconds. */
const CLOCK_SLACK_SECONDS = 30;

/** Who a user token is for, and by whom. */
export interface TokenClaims {
	projectId: string;
	/** The connected user, as the app knows them. */
	userId: string;
}

/**
 * A Paragon User Token: a JWT (RFC 7519) signed with RS256 (RFC 7518), which stands for a connected
 * user of a project.
 *
 * @throws InvalidInput when the signing key cannot be used
 */
export function userToken(signingKey: string, { projectId, userId }: TokenClaims): string {
	const issuedAt = Math.floor(Date.now() / 1000) - CLOCK_SLACK_SECONDS;
	const signed = [
		{ alg: 'RS256', typ: 'JWT' },
		{
			sub: userId,
			aud: `useparagon.com/${projectId}`,
			iat: issuedAt,
			exp: issuedAt + LIFETIME_SECONDS,
		},
	]
		.map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
		.join('.');
	const signature = createSign('RSA-SHA256').update(signed).sign(keyOf(signingKey), 'base64url');
	return `${signed}.${signature}`;
}

const PEM = /-----BEGIN ([A-Z ]*PRIVATE KEY)-----([A-Za-z0-9+/=\s]+)-----END \1-----/;

/**
 * A key as people have it: in PEM with its line breaks, in one line with `\n` written out, or in one
 * line with blanks, as a field of one line makes of it.
 *
 * @throws InvalidInput; the key is not quoted
 */
function keyOf(given: string): KeyObject {
	const [, label, body] = PEM.exec(given.replace(/\\r|\\n/g, '\n')) ?? [];
	if (!label || !body) {
		throw new InvalidInput(
			'Signing Key',
			'is not a private key in PEM',
			'It begins with -----BEGIN PRIVATE KEY----- and ends with -----END PRIVATE KEY-----. Paragon shows it once, when it is generated (Settings > SDK Setup).',
		);
	}
	const lines = body.replace(/\s+/g, '').match(/.{1,64}/g) ?? [];
	const pem = [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');
	const key = readKey(pem);
	if (key?.asymmetricKeyType === 'rsa') return key;
	throw new InvalidInput(
		'Signing Key',
		key ? `is a key for ${key.asymmetricKeyType}, not for RSA` : 'is damaged: it cannot be read',
		'Copy the whole key anew, or generate another in Paragon (Settings > SDK Setup).',
	);
}

function readKey(pem: string): KeyObject | undefined {
	try {
		return createPrivateKey(pem);
	} catch {
		return undefined;
	}
}
