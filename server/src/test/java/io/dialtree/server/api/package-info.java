/** The faces over real HTTP on an ephemeral port. Start at ApiTestServer. */
package io.dialtree.server.api;
