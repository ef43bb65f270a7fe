import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { safeUrl } from '../core/address';
import { InvalidInput } from '../core/errors';

/** A region by its AWS key, with the domain of its hosts. */
export interface Region {
	readonly key: string;
	readonly place: string;
	readonly domain: string;
}

/** All regions of Genesys Cloud, as in its JavaScript SDK (purecloud-platform-client-v2 262). */
export const REGIONS: readonly Region[] = [
	{ key: 'us-east-1', place: 'Americas (US East)', domain: 'mypurecloud.com' },
	{ key: 'us-east-2', place: 'Americas (US East 2, FedRAMP)', domain: 'use2.us-gov-pure.cloud' },
	{ key: 'us-west-2', place: 'Americas (US West)', domain: 'usw2.pure.cloud' },
	{ key: 'ca-central-1', place: 'Americas (Canada)', domain: 'cac1.pure.cloud' },
	{ key: 'mx-central-1', place: 'Americas (Mexico)', domain: 'mxc1.pure.cloud' },
	{ key: 'sa-east-1', place: 'Americas (São Paulo)', domain: 'sae1.pure.cloud' },
	{ key: 'eu-west-1', place: 'EMEA (Dublin)', domain: 'mypurecloud.ie' },
	{ key: 'eu-west-2', place: 'EMEA (London)', domain: 'euw2.pure.cloud' },
	{ key: 'eu-central-1', place: 'EMEA (Frankfurt)', domain: 'mypurecloud.de' },
	{ key: 'eu-central-2', place: 'EMEA (Zurich)', domain: 'euc2.pure.cloud' },
	{ key: 'eusc-de-east-1', place: 'EMEA (EU Sovereign)', domain: 'edee1.eusc-pure.cloud' },
	{ key: 'me-central-1', place: 'EMEA (UAE)', domain: 'mec1.pure.cloud' },
	{ key: 'ap-south-1', place: 'Asia Pacific (Mumbai)', domain: 'aps1.pure.cloud' },
	{ key: 'ap-southeast-1', place: 'Asia Pacific (Singapore)', domain: 'apse1.pure.cloud' },
	{ key: 'ap-southeast-2', place: 'Asia Pacific (Sydney)', domain: 'mypurecloud.com.au' },
	{ key: 'ap-northeast-1', place: 'Asia Pacific (Tokyo)', domain: 'mypurecloud.jp' },
	{ key: 'ap-northeast-2', place: 'Asia Pacific (Seoul)', domain: 'apne2.pure.cloud' },
	{ key: 'ap-northeast-3', place: 'Asia Pacific (Osaka)', domain: 'apne3.pure.cloud' },
];

/** The region's value in a credential that names its own hosts. */
export const CUSTOM_REGION = 'custom';

/**
 * Where the API is, for a credential.
 *
 * @throws InvalidInput
 */
export function apiUrlOf(credential: ICredentialDataDecryptedObject): string {
	return hostUrl(credential, 'api', 'API URL', 'apiUrl');
}

/**
 * Where tokens are given out, for a credential.
 *
 * @throws InvalidInput
 */
export function loginUrlOf(credential: ICredentialDataDecryptedObject): string {
	return hostUrl(credential, 'login', 'Login URL', 'loginUrl');
}

function hostUrl(
	credential: ICredentialDataDecryptedObject,
	label: string,
	field: string,
	name: string,
): string {
	if (credential.region === CUSTOM_REGION) return safeUrl(field, credential[name]);
	const region = REGIONS.find(({ domain }) => domain === credential.region);
	if (!region) {
		throw new InvalidInput(
			'Region',
			`'${String(credential.region)}' is not a region of Genesys Cloud`,
			'Choose one in the credential, or Custom for a host of your own.',
		);
	}
	return `https://${label}.${region.domain}`;
}
