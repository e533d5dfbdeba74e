#include "daemon/pulse.h"

static void on_prepare(uv_prepare_t *prepare)
{
	struct pulse *pulse = prepare->data;
	uint64_t now = uv_hrtime(), idle = uv_metrics_idle_time(prepare->loop);
	uint64_t passed = now - pulse->last, waited = idle - pulse->idle;

	if (passed > waited && passed - waited > pulse->longest)
		pulse->longest = passed - waited;
	pulse->last = now;
	pulse->idle = idle;
}

void pulse_start(struct pulse *pulse, uv_loop_t *loop)
{
	*pulse = (struct pulse){.last = uv_hrtime()};
	uv_loop_configure(loop, UV_METRICS_IDLE_TIME);
	uv_prepare_init(loop, &pulse->prepare);
	pulse->prepare.data = pulse;
	uv_prepare_start(&pulse->prepare, on_prepare);
	uv_unref((uv_handle_t *)&pulse->prepare);
}

void pulse_stop(struct pulse *pulse)
{
	uv_close((uv_handle_t *)&pulse->prepare, NULL);
}

double pulse_longest_ms(const struct pulse *pulse)
{
	return (double)pulse->longest / 1e6;
}
