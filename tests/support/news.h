/*
 * Invented news for the tests of story/: reports long enough to be compared.
 */
#pragma once

/* A ferry runs aground, as an agency tells it … */
#define FERRY_WIRE \
	"PORT ELM, March 3 (Harbour Wire) - The ferry Saint Brendan ran aground off Port Elm on" \
	" Tuesday night with 212 people on board, and all of them were brought ashore alive. The" \
	" captain reported that the ship had lost power in both engines shortly before it drifted" \
	" onto the Mussel Rocks, a reef two miles from the harbour mouth.\n\n" \
	"Lifeboats from three towns reached the vessel within forty minutes and took off" \
	" passengers in heavy rain. Eleven people were treated for cold and bruises at the county" \
	" hospital, where doctors said that none was in danger.\n\n" \
	"The Maritime Safety Board opened an inquiry and sent two engineers to inspect the hull" \
	" at low tide. The operator, Elm Lines, cancelled all crossings until the end of the week" \
	" and offered passengers their money back.\n\n" \
	"Fuel from the ferry has not leaked so far, the coastguard said, but a boom was laid" \
	" around the wreck to protect the oyster beds nearby.\n"

/* … and as two papers report it themselves. */
#define FERRY_OTHER \
	"Passengers of the ferry Saint Brendan spoke of a long and frightening night after their" \
	" ship hit a reef off Port Elm. Rescuers in lifeboats carried 212 people to the quay," \
	" many" \
	" of them children on a school trip.\n" \
	"Engineers of the Maritime Safety Board will look at why both engines stopped. Elm Lines," \
	" which owns the ferry, has suspended its crossings, and the coastguard is watching the" \
	" wreck on the Mussel Rocks for any leak of fuel.\n"
#define FERRY_THIRD \
	"An inquiry into the grounding of the Saint Brendan began on Wednesday as the ferry lay" \
	" tilted on the Mussel Rocks. The coastguard said a boom kept any fuel from the oyster" \
	" beds" \
	" of Port Elm.\n" \
	"Elm Lines said its engines had been serviced in January. The Maritime Safety Board wants" \
	" to know why the ship lost power, and why lifeboats needed forty minutes to reach its" \
	" passengers.\n"

/* Something else altogether. */
#define CHEESE \
	"A dairy in the village of Oster has won the national cheese prize for the third year in" \
	" a row. The jury praised the blue cheese of the Lindgren sisters for its depth and its" \
	" creamy texture, and tasted ninety-four others before it agreed.\n" \
	"The sisters milk forty goats on a hill above the village and sell most of what they make" \
	" at the Saturday market. They plan to build a larger cellar with the prize money, so" \
	" that" \
	" the wheels can ripen for a whole winter.\n"
#define TELESCOPE \
	"Astronomers using the radio telescope at Mount Arden have found a pulsar that slows down" \
	" far faster than any theory allows. The star turns four times a second and loses speed" \
	" so" \
	" quickly that it will stop within ten thousand years, the team writes.\n" \
	"Its magnetic field may be twisted into a shape that brakes the spin, one of the authors" \
	" said. More observations with the telescope are planned for the autumn, when the pulsar" \
	" stands high above the horizon at night.\n"
