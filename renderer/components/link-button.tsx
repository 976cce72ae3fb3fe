import { Button } from '@mantine/core';
import { createLink } from '@tanstack/react-router';

/** A button that leads to a page: the address, its parameters and its search are typed as a Link's are. */
export const LinkButton = createLink(Button<'a'>);
