import { integrationCredential } from './integrationCredential/resource';
import { oauthClient } from './oauthClient/resource';

/** What the node works on. */
export const RESOURCES = [oauthClient, integrationCredential];
