/**
 * The calls themselves: dialogs, their requests and timers, on top of JAIN-SIP's transactions.
 * Dialogs are kept here rather than in JAIN-SIP, so that one table with secret tags decides what
 * belongs to a call. Implements the interfaces of {@code io.dialtree.sip.endpoint}; knows no media
 * and no flows. Start reading at {@link io.dialtree.sip.dialog.RequestDesk}. Each leg has a lock;
 * events arrive on SIP threads and on timer threads.
 */
@NullMarked
package io.dialtree.sip.dialog;

import org.jspecify.annotations.NullMarked;
