/* spandsp's DTMF receiver behind a pipe: reads {samples, rounds, samples x int16}, all little-endian.
   rounds = 0: answers {hits, hits x {key, sample}}. rounds > 0: answers CPU nanoseconds a frame of 160.
   rounds < 0: the same for -rounds receivers of which each gets one frame in turn. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <spandsp.h>

enum { FRAME = 160, HITS_MAX = 65536 };

static int32_t hits[HITS_MAX][2];
static int32_t count;
static int32_t now;

static void on_digit(void *user, int digit, int level, int delay)
{
    (void) user;
    (void) level;
    (void) delay;
    if (digit != 0 && count < HITS_MAX) {
        hits[count][0] = digit;
        hits[count++][1] = now;
    }
}

static dtmf_rx_state_t *start(int filter)
{
    dtmf_rx_state_t *rx = dtmf_rx_init(NULL, NULL, NULL);
    dtmf_rx_set_realtime_callback(rx, on_digit, NULL);
    dtmf_rx_parms(rx, filter, -1.0f, -1.0f, -99.0f);
    return rx;
}

static void run(dtmf_rx_state_t *rx, const int16_t *pcm, int32_t samples, int step)
{
    for (now = 0; now < samples;) {
        int piece = samples - now < step ? samples - now : step;
        const int16_t *at = pcm + now;
        now += piece;
        dtmf_rx(rx, at, piece);
    }
}

static int64_t cpu_ns(void);

/* Every receiver starts elsewhere in the audio, and only its state is cold when its turn comes. */
static int32_t in_turn(const int16_t *pcm, int32_t samples, int states, int filter)
{
    dtmf_rx_state_t **rx = malloc(sizeof *rx * (size_t) states);
    int32_t frames = samples / FRAME;
    int64_t best = INT64_MAX;
    for (int i = 0; i < states; i++)
        rx[i] = start(filter);
    for (int32_t turn = 0, round = 0; round < 10; round++) {
        int64_t begin = cpu_ns();
        for (int n = 0; n < 100; n++, turn++)
            for (int i = 0; i < states; i++)
                dtmf_rx(rx[i], pcm + (turn + i * 37) % frames * FRAME, FRAME);
        int64_t ns = (cpu_ns() - begin) / (100LL * states);
        best = ns < best ? ns : best;
    }
    for (int i = 0; i < states; i++)
        dtmf_rx_free(rx[i]);
    free(rx);
    return (int32_t) best;
}

static int64_t cpu_ns(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return t.tv_sec * 1000000000LL + t.tv_nsec;
}

int main(int argc, char **argv)
{
    int filter = argc > 1 && strcmp(argv[1], "filter") == 0;
    int32_t header[2];
    while (fread(header, sizeof header, 1, stdin) == 1) {
        int16_t *pcm = malloc((size_t) header[0] * 2 + 2);
        if (pcm == NULL || fread(pcm, 2, (size_t) header[0], stdin) != (size_t) header[0])
            return 1;
        dtmf_rx_state_t *rx = start(filter);
        count = 0;
        if (header[1] == 0) {
            run(rx, pcm, header[0], 8);
            fwrite(&count, sizeof count, 1, stdout);
            fwrite(hits, sizeof hits[0], (size_t) count, stdout);
        } else if (header[1] < 0) {
            int32_t ns = in_turn(pcm, header[0], -header[1], filter);
            fwrite(&ns, sizeof ns, 1, stdout);
        } else {
            int64_t begin = cpu_ns();
            for (int round = 0; round < header[1]; round++)
                run(rx, pcm, header[0], FRAME);
            int32_t ns = (int32_t) ((cpu_ns() - begin) * FRAME / header[0] / header[1]);
            fwrite(&ns, sizeof ns, 1, stdout);
        }
        fflush(stdout);
        dtmf_rx_free(rx);
        free(pcm);
    }
    return 0;
}
