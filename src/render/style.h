/*
 * How the HTML pages look: the style sheet that each of them carries.
 */
#pragma once

const char *style_sheet(void);
