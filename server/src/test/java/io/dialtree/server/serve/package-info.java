/** Tests of what is started, in which order, and how it stops. */
package io.dialtree.server.serve;
