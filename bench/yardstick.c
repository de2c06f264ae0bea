/*
 * The yardstick of the media loop: the same work with as little around it as C allows. One connected UDP socket a call,
 * a tick of 5 ms, four slots over 20 ms; a visit receives, hears digits with spandsp in every frame, and sends a frame of
 * a prompt. Peers are learnt from their first packet. It prints what it cost, every second to stderr and as a sum when it
 * is told to end (SIGTERM, SIGINT).
 *
 *   gcc -O2 -o yardstick yardstick.c -lspandsp -lm
 *   ./yardstick FIRST-PORT CALLS        call i listens on 127.0.0.1, FIRST-PORT + 2 i
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include <spandsp.h>

enum {
  TICK_NS = 5000000,
  SLOTS = 4,
  FRAME = 160,
  HEADER = 12,
  BURST_MAX = 16,        /* packets a visit reads at most */
  DRAIN_EVERY_VISITS = 8, /* as the Java loop does */
  PROMPT_FRAMES = 1500,  /* 30 s, shared by all calls */
  RESYNC_NS = 60000000,
};

struct call {
  int fd;
  int known; /* the peer's address has been learnt and the socket connected */
  int drain;
  unsigned visits;
  uint16_t sequence;
  uint32_t timestamp;
  uint32_t ssrc;
  unsigned frame;
  int64_t due_ns;
  dtmf_rx_state_t *dtmf;
};

static volatile sig_atomic_t ended;
static int16_t linear[256];
static uint8_t prompt[PROMPT_FRAMES * FRAME];
static uint64_t packets_in, packets_out, digits;

static void on_signal(int number) {
  (void)number;
  ended = 1;
}

static int64_t now_ns(clockid_t clock) {
  struct timespec t;
  clock_gettime(clock, &t);
  return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

static void on_digits(void *user, const char *keys, int count) {
  (void)user;
  (void)keys;
  digits += (uint64_t)count;
}

static int16_t decode_ulaw(int code) {
  int bits = ~code;
  int magnitude = ((((bits & 0x0F) << 3) + 132) << ((bits >> 4) & 7)) - 132;
  return (int16_t)((bits & 0x80) ? -magnitude : magnitude);
}

static void prepare(void) {
  uint32_t random = 1;
  for (int i = 0; i < 256; i++) linear[i] = decode_ulaw(i);
  for (size_t i = 0; i < sizeof prompt; i++) {
    random = random * 1664525u + 1013904223u;
    prompt[i] = (uint8_t)(random >> 24);
  }
}

static void open_call(struct call *call, int port, int index) {
  struct sockaddr_in here = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
  here.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  memset(call, 0, sizeof *call);
  call->fd = socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK, 0);
  if (call->fd < 0 || bind(call->fd, (struct sockaddr *)&here, sizeof here) < 0) {
    fprintf(stderr, "yardstick: port %d: %s\n", port, strerror(errno));
    exit(1);
  }
  call->ssrc = 0xC0000000u + (uint32_t)index;
  call->frame = (unsigned)index * 37 % PROMPT_FRAMES;
  call->dtmf = dtmf_rx_init(NULL, on_digits, NULL);
}

/* One packet; the first one tells where the peer is. */
static ssize_t take(struct call *call, uint8_t *packet, size_t size) {
  struct sockaddr_in from;
  socklen_t length = sizeof from;
  if (call->known) return recv(call->fd, packet, size, MSG_DONTWAIT);
  ssize_t n = recvfrom(call->fd, packet, size, MSG_DONTWAIT, (struct sockaddr *)&from, &length);
  if (n >= HEADER && connect(call->fd, (struct sockaddr *)&from, length) == 0) call->known = 1;
  return n;
}

static void hear(struct call *call, const uint8_t *packet, ssize_t length) {
  int16_t pcm[FRAME];
  if (length < HEADER || (packet[0] & 0xC0) != 0x80 || (packet[1] & 0x7F) != 0) return;
  int samples = (int)length - HEADER > FRAME ? FRAME : (int)length - HEADER;
  for (int i = 0; i < samples; i++) pcm[i] = linear[packet[HEADER + i]];
  dtmf_rx(call->dtmf, pcm, samples);
}

static void receive(struct call *call) {
  uint8_t packet[2048];
  int max = call->drain || call->visits % DRAIN_EVERY_VISITS == 0 ? BURST_MAX : 1;
  call->drain = 0;
  for (int i = 0; i < max; i++) {
    ssize_t n = take(call, packet, sizeof packet);
    if (n <= 0) return;
    call->drain |= i > 0;
    packets_in++;
    hear(call, packet, n);
  }
}

static void transmit(struct call *call, int64_t tick_ns) {
  uint8_t packet[HEADER + FRAME];
  if (!call->known) return;
  if (tick_ns - call->due_ns > RESYNC_NS) call->due_ns = tick_ns;
  for (int i = 0; i < 2 && call->due_ns <= tick_ns; i++, call->due_ns += SLOTS * TICK_NS) {
    uint16_t sequence = htons(call->sequence++);
    uint32_t timestamp = htonl(call->timestamp), ssrc = htonl(call->ssrc);
    packet[0] = 0x80;
    packet[1] = 0;
    memcpy(packet + 2, &sequence, 2);
    memcpy(packet + 4, &timestamp, 4);
    memcpy(packet + 8, &ssrc, 4);
    memcpy(packet + HEADER, prompt + call->frame * FRAME, FRAME);
    call->frame = call->frame + 1 == PROMPT_FRAMES ? 0 : call->frame + 1;
    call->timestamp += FRAME;
    if (send(call->fd, packet, sizeof packet, MSG_DONTWAIT) > 0) packets_out++;
  }
}

static void report(const char *what, int64_t cpu_ns, uint64_t in, uint64_t out, double seconds, int calls) {
  double pairs = (double)(in + out) / 2;
  fprintf(stderr, "yardstick: %s %.0f ns CPU per pair, %.1f us CPU per call-second, %llu in, %llu out, %llu digits\n", what,
          pairs > 0 ? (double)cpu_ns / pairs : 0, (double)cpu_ns / 1000 / seconds / calls, (unsigned long long)in,
          (unsigned long long)out, (unsigned long long)digits);
}

int main(int argc, char **argv) {
  if (argc != 3) {
    fprintf(stderr, "usage: %s FIRST-PORT CALLS\n", argv[0]);
    return 2;
  }
  int port = atoi(argv[1]), calls = atoi(argv[2]);
  struct rlimit files = {.rlim_cur = (rlim_t)calls + 64, .rlim_max = (rlim_t)calls + 64};
  struct rlimit now;
  if (getrlimit(RLIMIT_NOFILE, &now) == 0 && now.rlim_cur < files.rlim_cur) setrlimit(RLIMIT_NOFILE, &files);
  struct call *call = calloc((size_t)calls, sizeof *call);
  if (call == NULL) return 1;
  prepare();
  for (int i = 0; i < calls; i++) open_call(&call[i], port + 2 * i, i);
  signal(SIGTERM, on_signal);
  signal(SIGINT, on_signal);
  fprintf(stderr, "yardstick: ready, %d calls from port %d\n", calls, port);

  int64_t tick_ns = now_ns(CLOCK_MONOTONIC), begin_ns = tick_ns, begin_cpu = now_ns(CLOCK_PROCESS_CPUTIME_ID);
  int64_t second_ns = tick_ns, second_cpu = begin_cpu;
  uint64_t second_in = 0, second_out = 0;
  for (unsigned tick = 0; !ended; tick++) {
    tick_ns += TICK_NS;
    struct timespec deadline = {.tv_sec = tick_ns / 1000000000, .tv_nsec = tick_ns % 1000000000};
    while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &deadline, NULL) == EINTR && !ended) {
    }
    for (int i = (int)(tick % SLOTS); i < calls; i += SLOTS) {
      call[i].visits++;
      receive(&call[i]);
      transmit(&call[i], tick_ns);
    }
    if (tick_ns - second_ns >= 1000000000) {
      int64_t cpu = now_ns(CLOCK_PROCESS_CPUTIME_ID);
      report("second", cpu - second_cpu, packets_in - second_in, packets_out - second_out,
             (double)(tick_ns - second_ns) / 1e9, calls);
      second_ns = tick_ns;
      second_cpu = cpu;
      second_in = packets_in;
      second_out = packets_out;
    }
  }
  report("all", now_ns(CLOCK_PROCESS_CPUTIME_ID) - begin_cpu, packets_in, packets_out,
         (double)(now_ns(CLOCK_MONOTONIC) - begin_ns) / 1e9, calls);
  return 0;
}
