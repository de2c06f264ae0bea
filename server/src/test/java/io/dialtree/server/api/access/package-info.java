/** Principals and audit of tests. */
package io.dialtree.server.api.access;
